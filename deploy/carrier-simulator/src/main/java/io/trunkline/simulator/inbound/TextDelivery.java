package io.trunkline.simulator.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inbound.Handset.Attempt;
import io.trunkline.simulator.inbound.Handset.InboundResult;
import io.trunkline.simulator.web.Problem;
import io.trunkline.simulator.web.WebhookAttempt;

/**
 * Delivers the inbound texts of one carrier. A text with a known id is delivered again with the same bytes.
 *
 * @param <W> the signed webhooks of a text
 */
public final class TextDelivery<W> {

    private final String carrier;
    private final BiFunction<InboundText, String, W> sign;
    private final Function<W, Uni<List<WebhookAttempt>>> send;
    private final Map<String, SignedText<W>> signed = new ConcurrentHashMap<>();

    private record SignedText<W>(InboundText text, W webhooks) {
    }

    /**
     * Creates the delivery of a carrier.
     *
     * @param sign signs the webhooks of a new text with this id
     * @param send sends them once, with the carrier's retries
     */
    public TextDelivery(String carrier, BiFunction<InboundText, String, W> sign,
            Function<W, Uni<List<WebhookAttempt>>> send) {
        this.carrier = carrier;
        this.sign = sign;
        this.send = send;
    }

    /** Delivers all copies of the text concurrently. */
    public Uni<InboundResult> deliver(InboundText text, String id) {
        SignedText<W> message = signed.computeIfAbsent(id, key -> new SignedText<>(text, sign.apply(text, key)));
        if (!message.text().isSameMessage(text)) {
            throw Problem.conflict("MESSAGE_SID_USED", "This messageSid was used for another text");
        }
        List<Uni<List<Attempt>>> copies = IntStream.rangeClosed(1, text.copies())
                .mapToObj(copy -> send.apply(message.webhooks()).map(attempts -> numbered(copy, attempts))).toList();
        return Uni.join().all(copies).andFailFast()
                .map(attempts -> new InboundResult(carrier, id, attempts.stream().flatMap(List::stream).toList()));
    }

    private static List<Attempt> numbered(int copy, List<WebhookAttempt> attempts) {
        List<Attempt> numbered = new ArrayList<>();
        attempts.forEach(attempt -> numbered.add(Attempt.of(copy, numbered.size() + 1, attempt.url(), attempt.response())));
        return numbered;
    }
}
