package io.trunkline.provisioning.operation;

import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;

import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.Workspace;

/** The slot that an operation is for, and the kind of number that it requests or was assigned. */
@MappedSuperclass
public abstract class OperationTarget {

    private String workspaceId;
    private String workspaceName;
    private String slot;
    private String country;
    @Enumerated(EnumType.STRING)
    private NumberType numberType;
    private String areaCode;

    protected OperationTarget() {
        // for Hibernate
    }

    OperationTarget(Workspace workspace, Slot slot) {
        this.workspaceId = workspace.id();
        this.workspaceName = workspace.name();
        this.slot = slot.name();
    }

    void request(NumberCriteria criteria) {
        country = criteria.country();
        numberType = criteria.numberType();
        areaCode = criteria.areaCode();
    }

    /** The assigned number is of this kind. */
    void narrow(String assignedCountry, NumberType assignedType) {
        country = assignedCountry;
        numberType = assignedType;
    }

    NumberCriteria criteria() {
        return new NumberCriteria(country, numberType, areaCode);
    }

    public String workspaceId() {
        return workspaceId;
    }

    String workspaceName() {
        return workspaceName;
    }

    public String slot() {
        return slot;
    }

    public String country() {
        return country;
    }

    public NumberType numberType() {
        return numberType;
    }

    String areaCode() {
        return areaCode;
    }
}
