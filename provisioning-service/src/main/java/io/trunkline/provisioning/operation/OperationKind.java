package io.trunkline.provisioning.operation;

import static io.trunkline.provisioning.operation.SagaPlan.run;

/** What an operation does, and by which steps. */
public enum OperationKind {
    /** Fills a slot of the plan from the stock, or with an ordered number when the stock is empty. */
    PROVISION(SagaPlan.of(
            run(Step.CLAIM).or(Step.ORDER).compensatedBy(Step.GIVE_BACK),
            run(Step.CONFIGURE).withoutCompensation("A number that is assigned again is configured again"))),
    /** Buys the number that the workspace chose with the money of its wallet. */
    PURCHASE(SagaPlan.of(
            run(Step.HOLD).compensatedBy(Step.VOID),
            run(Step.ORDER).compensatedBy(Step.GIVE_BACK),
            run(Step.CONFIGURE).withoutCompensation("A number that is assigned again is configured again"),
            run(Step.CAPTURE).withoutCompensation("It is the last step: nothing after it can fail"))),
    /** Releases a number. */
    RELEASE(SagaPlan.of(
            run(Step.RELEASE).withoutCompensation("It is the last step: nothing after it can fail")));

    private final SagaPlan plan;

    OperationKind(SagaPlan plan) {
        this.plan = plan;
    }

    SagaPlan plan() {
        return plan;
    }
}
