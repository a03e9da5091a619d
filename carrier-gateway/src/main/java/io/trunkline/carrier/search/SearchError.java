package io.trunkline.carrier.search;

import io.trunkline.kit.problem.ErrorCode;

/** Why a search has no answer. */
enum SearchError implements ErrorCode {

    NOT_SUPPORTED(422, "No carrier can look for this"),
    CARRIER_NOT_CONFIGURED(503, "No account at a carrier is configured"),
    CARRIER_UNAVAILABLE(503, "No carrier answered");

    private final int status;
    private final String title;

    SearchError(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
