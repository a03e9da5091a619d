package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

/**
 * Whatever Twilio signed is acknowledged and stored first, then judged: it becomes a message with its content, or is stored for
 * operators with the reason. In the forms, SID stands for 32 hexadecimal digits and OURS for our number.
 */
@QuarkusTest
class SignedTextTest extends WebhookRouterTest {

    private static final String WHATSAPP = "MessageSid=SMSID&From=whatsapp:%2B14155550162&To=whatsapp:OURS&NumMedia=0"
            + "&SmsStatus=received&";

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private String number;

    @BeforeEach
    void aWorkspaceWithANumber() {
        number = Numbers.random();
        workspaceWith(number);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            without NumMedia     | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=no+count&SmsStatus=received | no count
            earlier names        | SmsSid=SMSID&SmsMessageSid=SMSID&From=%2B14155550161&To=OURS&Body=sid&NumMedia=0 | sid
            an MMS id            | MessageSid=MMSID&From=%2B14155550161&To=OURS&Body=mm&NumMedia=0 | mm
            an empty SMS         | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=&NumMedia=0 | ''
            a picture            | MessageSid=MMSID&From=%2B14155550161&To=OURS&NumMedia=1&MediaUrl0=https://m.example.com/0 | ''
            media without count  | MessageSid=MMSID&From=%2B14155550161&To=OURS&Body=&MediaUrl0=https://m.example.com/0 | ''
            """)
    void storesATextOfAnyCompleteForm(String what, String form, String body) {
        assertThat(received(form).body()).isEqualTo(body);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a list reply          | MessageType=interactive&Body=&ListId=slot_2&ListTitle=Tue+10am&InteractiveData=%7B%7D | Tue 10am
            a button with text    | MessageType=button&Body=Yes&ButtonText=Yes&ButtonPayload=y | Yes
            a button without text | MessageType=button&Body=&ButtonText=Yes&ButtonPayload=y | Yes
            a contact card        | MessageType=contacts&Body=&Contacts=%5B%7B%22name%22%3A%22Ada%22%7D%5D | [{"name":"Ada"}]
            a place               | MessageType=location&Body=&Latitude=37.78&Longitude=-122.39&Label=Office&Address=1+Pier | Office/1 Pier/37.78, -122.39
            a position            | MessageType=location&Latitude=37.78&Longitude=-122.39 | 37.78, -122.39
            a named place         | MessageType=location&Body=Here&Latitude=37.78&Longitude=-122.39 | Here/37.78, -122.39
            a plain text          | MessageType=text&Body=plain | plain
            an empty plain text   | MessageType=text&Body= | ''
            """)
    void storesTheContentOfEveryKindOfWhatsAppMessage(String what, String form, String body) {
        MessageReceived received = received(WHATSAPP + form);

        assertThat(received.channel()).isEqualTo("whatsapp");
        assertThat(received.body()).isEqualTo(body.replace('/', '\n'));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            fewer URLs than media  | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=x&NumMedia=2&MediaUrl0=https://m.example.com/0 | NumMedia
            more URLs than media   | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=x&NumMedia=0&MediaUrl0=https://m.example.com/0 | NumMedia
            an empty count         | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=x&NumMedia= | NumMedia
            U+0000 in a URL        | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=x&NumMedia=1&MediaUrl0=https://m.example.com/%00 | MediaUrl0
            no sender              | MessageSid=SMSID&To=OURS&Body=x&NumMedia=0 | From
            an empty sender        | MessageSid=SMSID&From=&To=OURS&Body=x&NumMedia=0 | From
            Messenger              | MessageSid=SMSID&From=messenger:123456789012345&To=OURS&Body=x&NumMedia=0 | From
            RCS                    | MessageSid=SMSID&From=rcs:%2B14155550163&To=OURS&Body=x&NumMedia=0 | From
            no text                | MessageSid=SMSID&From=%2B14155550161&To=OURS&NumMedia=0 | Body
            a repeated text        | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=x&Body=x&NumMedia=0 | Body
            a dash in a name       | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=x&NumMedia=0&Foo-Bar=1 | name
            an umlaut in a name    | MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=x&NumMedia=0&F%C3%BC=1 | name
            no id                  | From=%2B14155550161&To=OURS&Body=x&NumMedia=0&Marker=SID | MessageSid
            no valid id            | MessageSid=SID&From=%2B14155550161&To=OURS&Body=x&NumMedia=0 | MessageSid
            no receiver            | MessageSid=SMSID&From=%2B14155550161&Body=x&NumMedia=0 | To
            two receivers          | MessageSid=SMSID&From=%2B14155550161&To=OURS&To=%2B14155550199&Body=x&NumMedia=0 | To
            to Messenger           | MessageSid=SMSID&From=%2B14155550163&To=messenger:123456789012345&Body=x&NumMedia=0 | To
            to an RCS agent        | MessageSid=RCSID&From=rcs:%2B14155550163&To=rcs:acme_agent&Body=x&NumMedia=0 | To
            to a sender id         | MessageSid=SMSID&From=%2B14155550163&To=ACMECO&Body=x&NumMedia=0 | To
            to a scoped id         | MessageSid=SMSID&From=%2B14155550163&To=whatsapp:US.998877665544&Body=x&NumMedia=0 | To
            to a short code        | MessageSid=SMSID&From=%2B14155550163&To=72345&Body=x&NumMedia=0 | To
            only a channel         | MessageSid=SMSID&From=%2B14155550163&To=whatsapp:&Body=x&NumMedia=0 | To
            an unknown kind        | MessageSid=SMSID&From=whatsapp:%2B14155550162&To=whatsapp:OURS&MessageType=order&Body= | order
            a flow without text    | MessageSid=SMSID&From=whatsapp:%2B14155550162&To=whatsapp:OURS&MessageType=interactive&Body=&FlowData=%7B%7D | interactive
            a call                 | CallSid=CASID&CallStatus=ringing&From=%2B14155550161&To=OURS&Direction=inbound | MessageSid
            nothing                | Marker=SID | MessageSid
            """)
    void storesWhatIsNotUnderstoodForOperators(String what, String form, String detail) {
        // When
        var answer = webhooks.twilioForm(WebhookClient.SMS, complete(form));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        soon().untilAsserted(() -> assertThat(Numbers.query("select reason || ' ' || detail from unrouted"
                + " where convert_from(body, 'UTF8') like '%" + id + "%'"))
                .singleElement().asString().startsWith("UNREADABLE ").contains(detail));
        assertThat(Numbers.query("select 1 from message where carrier_message_id like '%" + id + "'")).isEmpty();
    }

    @Test
    void storesATextAtTheUrlForStatusCallbacks() {
        var answer = webhooks.twilioForm(WebhookClient.STATUS,
                complete("MessageSid=SMSID&From=%2B14155550161&To=OURS&Body=astray&NumMedia=0&SmsStatus=received"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(awaitReceived().body()).isEqualTo("astray");
    }

    private MessageReceived received(String form) {
        assertThat(webhooks.twilioForm(WebhookClient.SMS, complete(form)).statusCode()).isEqualTo(200);
        return awaitReceived();
    }

    private MessageReceived awaitReceived() {
        return events.await(MessageReceived.class, event -> event.carrierMessageId().endsWith(id));
    }

    private String complete(String form) {
        return "AccountSid=" + WebhookSecrets.ACCOUNT + "&"
                + form.replace("SID", id).replace("OURS", URLEncoder.encode(number, UTF_8));
    }
}
