package io.trunkline.provisioning.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import io.trunkline.events.NumberType;
import io.trunkline.kit.Ids;

/** One entitlement of a workspace: a place for exactly one number. */
@Entity
public class Slot {

    /** INCLUDED: part of the plan, moves no money. PURCHASED: bought by the workspace, ends with its number. */
    public enum Kind {
        INCLUDED,
        PURCHASED
    }

    /** What the workspace uses the number for. */
    public enum Label {
        PRIMARY,
        SALES,
        SUPPORT,
        CUSTOM;

        /** The name in the API and in the events. */
        public String publicName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** VACANT → FILLING → FILLED → EMPTYING → VACANT; a failure returns from FILLING to VACANT, from EMPTYING to FILLED. */
    public enum State {
        FILLING,
        FILLED,
        EMPTYING,
        VACANT
    }

    @Id
    public UUID id;
    public String workspaceId;
    public String name;
    @Enumerated(EnumType.STRING)
    public Kind kind;
    @Enumerated(EnumType.STRING)
    public Label label;
    @Enumerated(EnumType.STRING)
    public State state;
    public String displayName;
    public UUID numberId;
    public String e164;
    @Enumerated(EnumType.STRING)
    public NumberType numberType;
    public String country;
    public Instant filledAt;
    /** The current or the last operation. */
    public UUID operationId;
    /** How many operations have started to fill it since it was filled last. */
    public int attempt;
    /** How many numbers were ordered for it and given back since it was filled last. */
    @Column(name = "bought_in_vain")
    public int wastedPurchases;
    /** When filling it is retried; null: not automatically. */
    public Instant retryAt;
    @Version
    public int version;

    /** The n-th number the plan includes, from 1. */
    public static String includedName(int n) {
        return "included-" + n;
    }

    /** A new slot without a number. */
    public static Slot vacant(String workspaceId, String name, Kind kind) {
        Slot slot = new Slot();
        slot.id = Ids.next();
        slot.workspaceId = workspaceId;
        slot.name = name;
        slot.kind = kind;
        slot.label = Label.CUSTOM;
        slot.state = State.VACANT;
        return slot;
    }

    /** Sets the label. The first number is always PRIMARY, and a second PRIMARY becomes CUSTOM. */
    public void assignLabel(Label requested, List<Slot> workspaceSlots) {
        List<Slot> others = workspaceSlots.stream().filter(other -> other != this && other.state != State.VACANT).toList();
        boolean hasPrimary = others.stream().anyMatch(other -> other.label == Label.PRIMARY);
        if (others.isEmpty()) {
            label = Label.PRIMARY;
        } else {
            label = requested == Label.PRIMARY && hasPrimary ? Label.CUSTOM : requested;
        }
    }

    public boolean isBusy() {
        return state == State.FILLING || state == State.EMPTYING;
    }

    public boolean hasNumber() {
        return numberId != null;
    }

    /** An operation starts to fill it. */
    public void startFilling(UUID operation) {
        state = State.FILLING;
        operationId = operation;
        retryAt = null;
        attempt++;
    }

    public void fill(UUID number, String numberE164, NumberType type, String numberCountry, Instant at) {
        state = State.FILLED;
        numberId = number;
        e164 = numberE164;
        numberType = type;
        country = numberCountry;
        filledAt = at;
        attempt = 0;
        wastedPurchases = 0;
    }

    public void startEmptying(UUID operation) {
        state = State.EMPTYING;
        operationId = operation;
    }

    /** @param nextRetry when filling it is retried; null: not automatically */
    public void vacate(Instant nextRetry) {
        state = State.VACANT;
        numberId = null;
        e164 = null;
        numberType = null;
        country = null;
        filledAt = null;
        retryAt = nextRetry;
    }
}
