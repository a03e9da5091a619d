package io.trunkline.webhook.unrouted;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

/** Unrouted texts are routed page by page after their number's assignment, each in its own transaction. */
@QuarkusTest
class RerouteTest extends WebhookRouterTest {

    private static final int TEXTS = 2 * RerouteScheduler.PAGE + 7;

    private static final List<String> REFUSE_TWICE = List.of("create sequence refused_tries", """
            create function refuse_twice() returns trigger language plpgsql as $$
            begin
              if new.workspace_id = '%s' and new.body = 'text 20' and nextval('refused_tries') < 3 then
                raise check_violation;
              end if;
              return new;
            end $$""", "create trigger refuse before insert on message for each row execute function refuse_twice()");

    private final String number = Numbers.random();

    @Test
    void routesEveryTextInOrderExceptOneThatCannotBeStored() {
        // Given texts of which two have the same id of the carrier: the second one cannot be stored
        Instant before = Numbers.now().minusSeconds(60);
        String workspace = "org_parked" + number.substring(1);
        storeUnrouted(before);
        Numbers.query("update unrouted set body = (select body from unrouted where dedupe_key = '" + number + "-10') "
                + "where dedupe_key = '" + number + "-20' returning 1");

        // When
        workspaceAssigned(workspace, before);

        // Then
        List<String> expected = IntStream.rangeClosed(1, TEXTS).filter(i -> i != 20).mapToObj(i -> "text " + i).toList();
        soon().untilAsserted(
                () -> assertThat(Numbers.query("select body from message where workspace_id = '" + workspace + "' order by id"))
                        .isEqualTo(expected));
        soon().untilAsserted(() -> assertThat(Numbers.query("select 1 from route where number = '" + number
                + "' and reroute_due")).isEmpty());
        assertThat(Numbers.query("select dedupe_key from unrouted where number = '" + number + "'"))
                .containsExactly(number + "-20");
    }

    @Test
    void triesATextAgainThatCannotBeStoredAtFirst() {
        // Given: the database refuses a text twice; a sequence counts also what is rolled back
        Instant before = Numbers.now().minusSeconds(60);
        String workspace = "org_again" + number.substring(1);
        storeUnrouted(before);
        REFUSE_TWICE.forEach(statement -> Numbers.execute(statement.formatted(workspace)));

        try {
            // When
            workspaceAssigned(workspace, before);

            // Then
            soon().untilAsserted(() -> assertThat(
                    Numbers.query("select body from message where workspace_id = '" + workspace + "' order by id"))
                    .isEqualTo(IntStream.rangeClosed(1, TEXTS).mapToObj(i -> "text " + i).toList()));
            assertThat(Numbers.query("select last_value from refused_tries")).containsExactly("3");
        } finally {
            Numbers.execute("drop trigger refuse on message");
        }
    }

    private void workspaceAssigned(String workspace, Instant at) {
        events.publish(Numbers.assigned(number, workspace, at));
        soon().untilAsserted(() -> assertThat(
                Numbers.query("select workspace_id from route where number = '" + number + "'")).containsExactly(workspace));
    }

    private void storeUnrouted(Instant before) {
        Numbers.query(
                """
                        with texts as (select gen_random_uuid() as id, i, timestamptz '%s' + i * interval '1 millisecond' as at
                          from generate_series(1, %d) as i),
                        logged as (insert into webhook_log (id, source, dedupe_key, key, outcome, received_at)
                          select id, 'twilio-sms', '%s-' || i, '%s', 'PARKED', at from texts returning 1)
                        insert into unrouted (id, source, number, reason, received_at, dedupe_key, account, content_type, body)
                        select id, 'twilio-sms', '%s', 'UNKNOWN_NUMBER', at, '%s-' || i, '%s', 'application/x-www-form-urlencoded',
                          convert_to('AccountSid=%s&MessageSid=SM' || md5('%s' || i) || '&From=%%2B14155550100&To=%%2B%s&NumMedia=0&Body=text+'
                            || i, 'UTF8')
                        from texts returning 1"""
                        .formatted(before, TEXTS, number, number, number, number, WebhookSecrets.ACCOUNT,
                                WebhookSecrets.ACCOUNT, number, number.substring(1)));
    }
}
