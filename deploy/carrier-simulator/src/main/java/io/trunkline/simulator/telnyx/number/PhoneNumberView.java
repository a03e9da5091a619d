package io.trunkline.simulator.telnyx.number;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.trunkline.simulator.inventory.NumberType;

/** A bought number in Telnyx's JSON. Its messaging and voice settings are separate resources. */
final class PhoneNumberView {

    private static final Map<String, Object> NO_TRAFFIC = Map.of("message_count", 0, "inbound_outbound_ratio", 0.0,
            "success_ratio", 0.0, "spam_ratio", 0.0);
    /** Members that a deleted number does not have, by Telnyx's document. */
    private static final List<String> ABSENT_WHEN_DELETED = List.of("country_iso_alpha2", "source_type",
            "inbound_call_screening",
            "emergency_status");

    private PhoneNumberView() {
    }

    static Map<String, Object> of(PhoneNumber number, String connectionName, String profileName) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", number.id());
        view.put("record_type", "phone_number");
        view.put("phone_number", number.e164());
        view.put("country_iso_alpha2", number.number().country());
        view.put("phone_number_type", number.type());
        view.put("status", "active");
        view.put("source_type", "number_order");
        view.put("tags", number.tags());
        view.put("customer_reference", number.reference());
        view.put("external_pin", number.text("external_pin"));
        view.put("connection_id", number.text("connection_id"));
        view.put("connection_name", connectionName);
        view.put("messaging_profile_id", number.messagingProfileId());
        view.put("messaging_profile_name", profileName);
        view.put("billing_group_id", number.text("billing_group_id"));
        view.put("deletion_lock_enabled", number.isTrue("deletion_lock_enabled"));
        view.put("hd_voice_enabled", number.isTrue("hd_voice_enabled"));
        view.put("emergency_enabled", false);
        view.put("emergency_status", "disabled");
        view.put("call_forwarding_enabled", number.voice().get("call_forwarding") != null);
        view.put("inbound_call_screening", number.voice().getOrDefault("inbound_call_screening", "disabled"));
        view.put("purchased_at", number.purchased().toString());
        view.put("activated_at", number.purchased().toString());
        view.put("created_at", number.purchased().toString());
        view.put("updated_at", number.updated().toString());
        return view;
    }

    static Map<String, Object> deleted(PhoneNumber number) {
        Map<String, Object> view = of(number, null, null);
        ABSENT_WHEN_DELETED.forEach(view::remove);
        view.values().removeIf(value -> value == null);
        view.put("status", "deleted");
        return view;
    }

    static Map<String, Object> messaging(PhoneNumber number) {
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("sms", number.number().supportsSms() ? featureSet(number) : null);
        features.put("mms", number.number().area().mms() ? featureSet(number) : null);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", number.id());
        view.put("record_type", "messaging_settings");
        view.put("phone_number", number.e164());
        view.put("country_code", number.number().country());
        view.put("type", number.number().area().type() == NumberType.TOLL_FREE ? "toll-free" : "long-code");
        view.put("messaging_profile_id", number.messagingProfileId());
        view.put("messaging_product", number.text("messaging_product") == null ? "A2P" : number.text("messaging_product"));
        view.put("eligible_messaging_products", List.of("A2P"));
        view.put("traffic_type", "A2P");
        view.put("tags", number.tags());
        view.put("features", features);
        view.put("health", NO_TRAFFIC);
        view.put("created_at", number.purchased().toString());
        view.put("updated_at", number.updated().toString());
        return view;
    }

    static Map<String, Object> voice(PhoneNumber number) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", number.id());
        view.put("record_type", "voice_settings");
        view.put("phone_number", number.e164());
        view.put("connection_id", number.text("connection_id"));
        view.put("customer_reference", number.reference());
        view.put("tech_prefix_enabled", false);
        view.put("translated_number", "");
        view.put("usage_payment_method", "pay-per-minute");
        view.put("inbound_call_screening", "disabled");
        view.putAll(number.voice());
        // By the document this can be set but is not part of the response.
        view.remove("caller_id_name_enabled");
        view.values().removeIf(value -> value == null);
        return view;
    }

    private static Map<String, Object> featureSet(PhoneNumber number) {
        boolean abroad = number.number().area().type() != NumberType.TOLL_FREE;
        return Map.of("domestic_two_way", true, "international_inbound", abroad, "international_outbound", abroad);
    }
}
