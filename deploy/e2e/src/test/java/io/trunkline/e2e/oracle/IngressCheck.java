package io.trunkline.e2e.oracle;

import static io.trunkline.local.Service.WEBHOOK;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;

import io.trunkline.e2e.system.AckLog;
import io.trunkline.e2e.system.AckLog.Ack;
import io.trunkline.e2e.system.SystemUnderTest;

/** No webhook that was acknowledged with 2xx is lost, and none took effect twice. */
final class IngressCheck {

    private final SystemUnderTest system;
    private final SoftAssertions softly;

    IngressCheck(SystemUnderTest system, SoftAssertions softly) {
        this.system = system;
        this.softly = softly;
    }

    void run() {
        Set<String> logged = new HashSet<>(
                system.database(WEBHOOK).strings("select source || ' ' || dedupe_key from webhook_log"));
        Stream<Ack> ofClerk = system.simulator().clerkDeliveries().stream()
                .filter(delivery -> delivery.path("state").asText().equals("DELIVERED"))
                .map(delivery -> new Ack(AckLog.CLERK, delivery.path("id").asText()));
        softly.assertThat(Stream.concat(system.acks().all().stream(), ofClerk)
                .filter(ack -> !logged.contains(ack.source() + " " + ack.id()))).as("webhooks lost after their 2xx").isEmpty();
        softly.assertThat(system.database(WEBHOOK).rows("""
                select carrier_message_id, count(*) from message where direction = 'INBOUND'
                group by carrier_message_id having count(*) > 1""")).as("texts received twice").isEmpty();
    }
}
