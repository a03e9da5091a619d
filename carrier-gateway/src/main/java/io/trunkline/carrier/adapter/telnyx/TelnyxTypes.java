package io.trunkline.carrier.adapter.telnyx;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.events.Capabilities;

/** Request bodies, and the parts of responses that are read. Every value of a response may be missing. */
final class TelnyxTypes {

    private TelnyxTypes() {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewOrder(List<NewOrderNumber> phoneNumbers, String connectionId, String messagingProfileId,
            String customerReference) {
    }

    /** @param requirementGroupId null for a number that needs none */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewOrderNumber(String phoneNumber, String requirementGroupId) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record MessagingProfileAssignment(String messagingProfileId) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record ConnectionAssignment(String connectionId) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewTexmlApplication(String friendlyName, String voiceUrl, String voiceFallbackUrl, String statusCallback) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewProfile(String name, List<String> whitelistedDestinations, String webhookUrl, String webhookFailoverUrl,
            String webhookApiVersion) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record NewMessage(String from, String to, String text, List<String> mediaUrls, String webhookUrl) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record NewWhatsApp(String from, String to, String type, WhatsAppContent whatsappMessage, String webhookUrl) {

        static NewWhatsApp text(String from, String to, String body, String webhookUrl) {
            return new NewWhatsApp(from, to, "WHATSAPP", new WhatsAppContent("text", new WhatsAppText(body)), webhookUrl);
        }
    }

    record WhatsAppContent(String type, WhatsAppText text) {
    }

    record WhatsAppText(String body) {
    }

    record BalanceResponse(Balance data) {
    }

    /** The amounts are not read; the response itself proves that the credentials are valid. */
    record Balance(String currency) {
    }

    record AvailableNumbers(List<AvailableNumber> data) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record AvailableNumber(String phoneNumber, List<Region> regionInformation, CostInformation costInformation,
            List<Feature> features) {
    }

    /** @param regionType {@code country_code}, {@code state}, {@code rate_center}, {@code location} and others */
    @JsonNaming(SnakeCaseStrategy.class)
    record Region(String regionType, String regionName) {
    }

    /** @param monthlyCost decimal text */
    @JsonNaming(SnakeCaseStrategy.class)
    record CostInformation(String monthlyCost, String currency) {
    }

    record Feature(String name) {
    }

    record OrderResponse(Order data) {
    }

    record Orders(List<Order> data, Meta meta) {
    }

    /** @param requirementsMet false when a number of it needs documents that are missing */
    @JsonNaming(SnakeCaseStrategy.class)
    record Order(String status, List<OrderedNumber> phoneNumbers, String customerReference, Boolean requirementsMet,
            List<String> subNumberOrdersIds) {
    }

    record SubOrderResponse(Order data) {
    }

    /** @param status pending, success or failure */
    @JsonNaming(SnakeCaseStrategy.class)
    record OrderedNumber(String phoneNumber, String status) {
    }

    record NumberResponse(Number data) {
    }

    record Numbers(List<Number> data, Meta meta) {
    }

    /** @param id decimal, longer than a long */
    @JsonNaming(SnakeCaseStrategy.class)
    record Number(String id, String phoneNumber, String status, String customerReference, String purchasedAt) {
    }

    record MessagingSettingsResponse(MessagingSettings data) {
    }

    /** @param features what the number supports; the number itself does not contain it */
    record MessagingSettings(Features features) {

        /** A missing or null feature is none. Telnyx does not report whether a number supports calls. */
        Capabilities capabilities() {
            return features == null ? new Capabilities(false, false, false)
                    : new Capabilities(false, FeatureSet.works(features.sms()), FeatureSet.works(features.mms()));
        }
    }

    record Features(FeatureSet sms, FeatureSet mms) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record FeatureSet(Boolean domesticTwoWay) {

        private static boolean works(FeatureSet feature) {
            return feature != null && Boolean.TRUE.equals(feature.domesticTwoWay());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Meta(Integer totalPages, Integer totalResults) {
    }

    record Profiles(List<Profile> data) {
    }

    record ProfileResponse(Profile data) {
    }

    record Profile(String id, String name) {
    }

    record TexmlApplications(List<TexmlApplication> data) {
    }

    record TexmlApplicationResponse(TexmlApplication data) {
    }

    /** @param id a connection's, for numbers */
    @JsonNaming(SnakeCaseStrategy.class)
    record TexmlApplication(String id, String friendlyName) {
    }

    record MessageResponse(Message data) {
    }

    record Message(String id) {
    }

    /** Null for null. */
    static String url(URI webhook) {
        return webhook == null ? null : webhook.toString();
    }

    /** Null for a missing or invalid date; dates are not essential. */
    static Instant parseDate(String iso8601) {
        try {
            return iso8601 == null ? null : OffsetDateTime.parse(iso8601).toInstant();
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }
}
