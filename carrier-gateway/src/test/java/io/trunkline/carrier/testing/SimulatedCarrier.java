package io.trunkline.carrier.testing;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.carrier.spi.Webhooks;

/**
 * A carrier of the simulator.
 *
 * @param account our name of the account
 */
record SimulatedCarrier(String name, String account) implements FakeCarrier {

    /** British numbers in each carrier's stock. */
    private static final Map<String, String> REGULATED = Map.of("twilio", "+447400123450", "telnyx", "+447400173450");

    @Override
    public URI url() {
        return CarrierSimulator.of(name);
    }

    @Override
    public Map<String, String> credentials() {
        return CarrierSimulator.credentials(account);
    }

    @Override
    public Optional<String> regulatedNumber() {
        return Optional.ofNullable(REGULATED.get(name));
    }

    @Override
    public void fault(String fault) {
        CarrierSimulator.fault(name, fault);
    }

    @Override
    public void noFaults() {
        CarrierSimulator.noFaults();
    }

    @Override
    public List<String> ownedNumbers(String reference) {
        return CarrierSimulator.owned(reference).stream().map(owned -> owned.path("number").asText()).toList();
    }

    @Override
    public int purchaseCount(String e164) {
        return CarrierSimulator.ledger("NUMBER_BOUGHT", "number", e164).size();
    }

    @Override
    public List<ReceivedMessage> sentMessages(String from) {
        return CarrierSimulator.ledger("MESSAGE_SENT", "number", from).stream()
                .map(sent -> new ReceivedMessage(sent.path("carrierId").asText(), sent.path("body").asText(),
                        StreamSupport.stream(sent.path("mediaUrls").spliterator(), false).map(JsonNode::asText).toList(),
                        sent.path("statusCallback").asText()))
                .toList();
    }

    /** At Telnyx the webhooks belong to the number's profile and application. */
    @Override
    public Webhooks webhooks(String e164) {
        Map<String, String> number = new HashMap<>();
        addSettings(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", e164), number);
        addSettings(CarrierSimulator.ledger("NUMBER_CONFIGURED", "number", e164), number);
        addSettings(CarrierSimulator.connection(number.get("messagingProfileId")), number);
        addSettings(CarrierSimulator.connection(number.get("connectionId")), number);
        return new Webhooks(url(number.getOrDefault("smsUrl", number.get("webhookUrl"))),
                url(number.getOrDefault("smsFallbackUrl", number.get("webhookFailoverUrl"))), null,
                url(number.get("voiceUrl")), url(number.get("voiceFallbackUrl")), url(number.get("statusCallback")));
    }

    private static void addSettings(List<JsonNode> entries, Map<String, String> settings) {
        entries.forEach(entry -> entry.fields()
                .forEachRemaining(member -> settings.put(member.getKey(), member.getValue().asText())));
    }

    /** The fragment is for the carrier and never sent. */
    private static URI url(String text) {
        return text == null ? null : URI.create(text.replaceFirst("#.*", ""));
    }

    @Override
    public void receiveText(String from, String to, String body) {
        CarrierSimulator.text(from, to, body);
    }
}
