package io.trunkline.e2e.oracle;

import static io.trunkline.local.Service.CARRIER;
import static io.trunkline.local.Service.INVENTORY;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.assertj.core.api.SoftAssertions;

import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.SystemUnderTest;

/** The numbers at the carrier are exactly those in the inventory, and no order bought two numbers. */
final class CarrierCheck {

    /** A purchase in Twilio's console has another reference. */
    private static final Pattern ORDER_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final SystemUnderTest system;
    private final SoftAssertions softly;

    CarrierCheck(SystemUnderTest system, SoftAssertions softly) {
        this.system = system;
        this.softly = softly;
    }

    void run() {
        List<Entry> owned = system.simulator().owned();
        softly.assertThat(numbers(owned)).as("numbers on the carrier's account, compared with the inventory").isEqualTo(
                new TreeSet<>(
                        system.database(INVENTORY).strings("select e164 from phone_number where lifecycle <> 'RELEASED'")));
        boughtOncePerOrder();
        String webhook = system.stack().edge() + "/api/webhooks/twilio/sms";
        Set<String> assigned = new TreeSet<>(system.database(INVENTORY)
                .strings("select e164 from phone_number where workspace_id is not null"));
        softly.assertThat(owned).filteredOn(entry -> assigned.contains(entry.number())).as("webhooks of numbers in use")
                .allSatisfy(entry -> softly.assertThat(entry.json().path("smsUrl").asText()).startsWith(webhook));
    }

    private void boughtOncePerOrder() {
        Map<String, List<String>> bought = system.simulator().ledger().stream()
                .filter(entry -> entry.action().equals("NUMBER_BOUGHT") && ORDER_ID.matcher(entry.reference()).matches())
                .collect(Collectors.groupingBy(Entry::reference, Collectors.mapping(Entry::number, Collectors.toList())));
        softly.assertThat(bought.values()).as("numbers bought per order").allMatch(numbers -> numbers.size() == 1);
        Map<String, List<String>> ordered = system.database(CARRIER)
                .rows("select id, candidate from carrier_order where state = 'SUCCEEDED'").stream()
                .collect(Collectors.toMap(order -> order.get("id").toString(),
                        order -> List.of(order.get("candidate").toString())));
        softly.assertThat(bought).as("numbers sold by the carrier per order, compared with our orders").isEqualTo(ordered);
    }

    private static Set<String> numbers(List<Entry> entries) {
        return entries.stream().map(Entry::number).collect(Collectors.toCollection(TreeSet::new));
    }
}
