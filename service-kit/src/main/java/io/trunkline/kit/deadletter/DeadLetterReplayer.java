package io.trunkline.kit.deadletter;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/**
 * Resolves a dead letter in one transaction under its row's lock: of two callers, the second one finds it resolved. A replay
 * applies the record as its consumer does, so the inbox ignores a record that was applied after all.
 */
@ApplicationScoped
class DeadLetterReplayer {

    private final DeadLetterRepository repository;
    private final IdempotentHandler handler;
    private final Map<String, EventHandlers> handlersByConsumer;

    DeadLetterReplayer(DeadLetterRepository repository, IdempotentHandler handler, @All List<Replayable> consumers) {
        this.repository = repository;
        this.handler = handler;
        this.handlersByConsumer = consumers.stream().map(Replayable::handlers)
                .collect(Collectors.toUnmodifiableMap(EventHandlers::consumer, Function.identity()));
    }

    /** @return whether this call resolved it; false when it was replayed before */
    @WithTransaction
    Uni<Boolean> replay(DeadLetter letter, String by) {
        return resolveOnce(letter.id(), DeadLetterStatus.REPLAYED, () -> apply(letter)
                .chain(() -> repository.resolve(letter.id(), DeadLetterStatus.REPLAYED, by, null)));
    }

    /** @return whether this call resolved it; false when it was discarded before */
    @WithTransaction
    Uni<Boolean> discard(UUID id, String by, String reason) {
        return resolveOnce(id, DeadLetterStatus.DISCARDED,
                () -> repository.resolve(id, DeadLetterStatus.DISCARDED, by, reason));
    }

    private Uni<Boolean> resolveOnce(UUID id, DeadLetterStatus target, Supplier<Uni<Void>> work) {
        return repository.lock(id).chain(current -> {
            if (current == DeadLetterStatus.OPEN) {
                return work.get().replaceWith(true);
            }
            return current == target ? Uni.createFrom().item(false)
                    : Uni.createFrom().failure(new ProblemException(CommonError.DEAD_LETTER_RESOLVED,
                            "The dead letter is already " + current.publicName()));
        });
    }

    private Uni<Void> apply(DeadLetter letter) {
        EventHandlers handlers = handlersByConsumer.get(letter.consumer());
        if (handlers == null) {
            return fail("This version has no consumer " + letter.consumer());
        }
        ConsumerRecord<String, byte[]> message = letter.toRecord();
        return handler.handles(message, handlers) ? handler.apply(message, handlers)
                : fail("This version does not handle events of type " + letter.type());
    }

    private static Uni<Void> fail(String detail) {
        return Uni.createFrom().failure(new ProblemException(CommonError.REPLAY_FAILED, detail));
    }
}
