package io.trunkline.simulator.telnyx.number;

import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import io.trunkline.simulator.telnyx.JsonBody;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;
import io.trunkline.simulator.telnyx.connection.ConnectionStore;
import io.trunkline.simulator.web.AuthenticatedAccount;

/** The settings of a number. As at Telnyx, its messaging profile is not part of the general settings. */
@Singleton
class NumberSettings {

    private static final Map<String, JsonBody.Kind> GENERAL = Map.of("connection_id", JsonBody.Kind.TEXT,
            "billing_group_id", JsonBody.Kind.TEXT, "customer_reference", JsonBody.Kind.TEXT, "tags", JsonBody.Kind.TEXTS,
            "external_pin", JsonBody.Kind.TEXT, "hd_voice_enabled", JsonBody.Kind.FLAG, "address_id", JsonBody.Kind.TEXT);
    private static final Map<String, JsonBody.Kind> MESSAGING = Map.of("messaging_profile_id", JsonBody.Kind.TEXT,
            "messaging_product", JsonBody.Kind.TEXT, "tags", JsonBody.Kind.TEXTS);
    private static final Map<String, JsonBody.Kind> VOICE = Map.of("call_forwarding", JsonBody.Kind.OBJECT,
            "call_recording", JsonBody.Kind.OBJECT, "caller_id_name_enabled", JsonBody.Kind.FLAG,
            "cnam_listing", JsonBody.Kind.OBJECT, "inbound_call_screening", JsonBody.Kind.TEXT,
            "media_features", JsonBody.Kind.OBJECT, "tech_prefix_enabled", JsonBody.Kind.FLAG,
            "translated_number", JsonBody.Kind.TEXT, "usage_payment_method", JsonBody.Kind.TEXT);

    private final ConnectionStore connections;
    private final AuthenticatedAccount authenticatedAccount;

    NumberSettings(ConnectionStore connections, AuthenticatedAccount authenticatedAccount) {
        this.authenticatedAccount = authenticatedAccount;
        this.connections = connections;
    }

    Map<String, Object> general(Map<String, Object> body) {
        return checkReferences(JsonBody.read(body, GENERAL));
    }

    Map<String, Object> messaging(Map<String, Object> body) {
        return checkReferences(JsonBody.read(body, MESSAGING));
    }

    Map<String, Object> voice(Map<String, Object> body) {
        Map<String, Object> members = JsonBody.read(body, VOICE);
        JsonBody.choose(members, "inbound_call_screening", Set.of("disabled", "reject_calls", "flag_calls"));
        JsonBody.choose(members, "usage_payment_method", Set.of("pay-per-minute", "channel"));
        return members;
    }

    /** Rejects an id that is not empty and does not exist. */
    void requireExists(Set<Kind> kinds, Object id, String pointer) {
        if (id != null && !id.equals("") && connections.find(authenticatedAccount.id(), kinds, id.toString()).isEmpty()) {
            throw TelnyxException.forField(pointer, Reason.NO_SUCH_ASSOCIATION, "There is no such resource.");
        }
    }

    private Map<String, Object> checkReferences(Map<String, Object> members) {
        requireExists(Kind.FOR_CALLS, members.get("connection_id"), "/connection_id");
        requireExists(Set.of(Kind.MESSAGING_PROFILE), members.get("messaging_profile_id"), "/messaging_profile_id");
        return members;
    }
}
