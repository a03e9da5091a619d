package io.trunkline.provisioning.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** VACANT → FILLING → FILLED → EMPTYING → VACANT; a failure returns from FILLING to VACANT. */
    public enum State {
        FILLING,
        FILLED,
        EMPTYING,
        VACANT;

        /** The states that may follow this one. */
        public Set<State> next() {
            return switch (this) {
                case VACANT -> Set.of(FILLING);
                case FILLING -> Set.of(FILLED, VACANT);
                case FILLED -> Set.of(EMPTYING);
                case EMPTYING -> Set.of(VACANT);
            };
        }
    }

    /** After so many numbers were ordered for a slot and given back, it is no longer retried automatically. */
    private static final int MAX_WASTED_PURCHASES = 5;

    @Id
    private UUID id;
    private String workspaceId;
    private String name;
    @Enumerated(EnumType.STRING)
    private Kind kind;
    @Enumerated(EnumType.STRING)
    private Label label;
    @Enumerated(EnumType.STRING)
    private State state;
    private String displayName;
    private UUID numberId;
    private String e164;
    @Enumerated(EnumType.STRING)
    private NumberType numberType;
    private String country;
    private Instant filledAt;
    /** The current or the last operation. */
    private UUID operationId;
    /** How many operations have started to fill it since it was filled last. */
    private int attempt;
    /** How many numbers were ordered for it and given back since it was filled last. */
    @Column(name = "bought_in_vain")
    private int wastedPurchases;
    /** When filling it is retried; null: not automatically. */
    private Instant retryAt;
    @Version
    private int version;

    /** The n-th number the plan includes, from 1. */
    public static String includedName(int n) {
        return "included-" + n;
    }

    protected Slot() {
        // for Hibernate
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

    /** @param newName null: none */
    public void changeDisplayName(String newName) {
        displayName = newName;
    }

    public boolean isBusy() {
        return state == State.FILLING || state == State.EMPTYING;
    }

    public boolean isVacant() {
        return state == State.VACANT;
    }

    public boolean hasNumber() {
        return numberId != null;
    }

    /** An operation starts to fill it. */
    public void startFilling(UUID operation) {
        move(State.FILLING);
        operationId = operation;
        retryAt = null;
        attempt++;
    }

    /** The operation got a number. */
    public void fill(UUID number, String numberE164, NumberType type, String numberCountry, Instant at) {
        move(State.FILLED);
        numberId = number;
        e164 = numberE164;
        numberType = type;
        country = numberCountry;
        filledAt = at;
        attempt = 0;
        wastedPurchases = 0;
    }

    /** The operation got no number, or gave it back. */
    public void failFilling(boolean isOrdered) {
        vacate();
        wastedPurchases += isOrdered ? 1 : 0;
    }

    /** An operation starts to release the number. */
    public void startEmptying(UUID operation) {
        move(State.EMPTYING);
        operationId = operation;
    }

    /** The number is released, or is not the workspace's. */
    public void empty() {
        vacate();
    }

    /** Whether too many numbers were ordered for it and given back: it is not retried automatically. */
    public boolean isExhausted() {
        return wastedPurchases >= MAX_WASTED_PURCHASES;
    }

    /** @param at when filling a vacant slot is retried; null: not automatically */
    public void scheduleRetry(Instant at) {
        retryAt = at;
    }

    private void vacate() {
        move(State.VACANT);
        numberId = null;
        e164 = null;
        numberType = null;
        country = null;
        filledAt = null;
        retryAt = null;
    }

    private void move(State next) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("Slot %s cannot go from %s to %s".formatted(id, state, next));
        }
        state = next;
    }

    public String workspaceId() {
        return workspaceId;
    }

    public String name() {
        return name;
    }

    /** Whether it is part of the plan. */
    public boolean isIncluded() {
        return kind == Kind.INCLUDED;
    }

    public Label label() {
        return label;
    }

    public State state() {
        return state;
    }

    public String displayName() {
        return displayName;
    }

    public UUID numberId() {
        return numberId;
    }

    public String e164() {
        return e164;
    }

    public NumberType numberType() {
        return numberType;
    }

    public String country() {
        return country;
    }

    public Instant filledAt() {
        return filledAt;
    }

    public UUID operationId() {
        return operationId;
    }

    public int attempt() {
        return attempt;
    }

    public int wastedPurchases() {
        return wastedPurchases;
    }

    public Instant retryAt() {
        return retryAt;
    }
}
