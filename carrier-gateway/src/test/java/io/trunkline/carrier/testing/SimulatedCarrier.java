package io.trunkline.carrier.testing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A carrier that the simulator plays.
 *
 * @param account what the account is called that is used there
 */
record SimulatedCarrier(String name, String account) implements PlayedCarrier {

    /** British ones, of each carrier's share of the stock. */
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
    public Optional<String> regulated() {
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
    public List<String> owned(String reference) {
        return CarrierSimulator.owned(reference).stream().map(owned -> owned.path("number").asText()).toList();
    }

    @Override
    public int sales(String e164) {
        return CarrierSimulator.ledger("NUMBER_BOUGHT", "number", e164).size();
    }

    @Override
    public List<Taken> sent(String from) {
        return CarrierSimulator.ledger("MESSAGE_SENT", "number", from).stream()
                .map(sent -> new Taken(sent.path("carrierId").asText(), sent.path("body").asText(),
                        StreamSupport.stream(sent.path("mediaUrls").spliterator(), false).map(JsonNode::asText).toList(),
                        sent.path("statusCallback").asText()))
                .toList();
    }

    @Override
    public void text(String from, String to, String body) {
        CarrierSimulator.text(from, to, body);
    }
}
