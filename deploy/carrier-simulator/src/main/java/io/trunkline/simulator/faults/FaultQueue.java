package io.trunkline.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

/** The queue of scripted faults. The oldest one that matches a request and is not used up applies. */
@Singleton
public class FaultQueue {

    private final List<QueuedFault> queue = new ArrayList<>();

    private static final class QueuedFault {
        private final int id;
        private final Fault fault;
        private int fired;

        QueuedFault(int id, Fault fault) {
            this.id = id;
            this.fault = fault;
        }

        FaultStatus status() {
            return new FaultStatus(id, fault, fired, fault.times() - fired);
        }
    }

    synchronized FaultStatus add(Fault fault) {
        QueuedFault queued = new QueuedFault(queue.size() + 1, fault);
        queue.add(queued);
        return queued.status();
    }

    synchronized List<FaultStatus> list() {
        return queue.stream().map(QueuedFault::status).toList();
    }

    synchronized void clear() {
        queue.clear();
    }

    /** Takes the fault that applies to this request, if there is one, and counts it as fired. */
    synchronized Optional<Fault> next(String carrier, String account, Operation operation, String number) {
        for (QueuedFault queued : queue) {
            if (queued.fired < queued.fault.times() && queued.fault.matches(carrier, account, operation, number)) {
                queued.fired++;
                return Optional.of(queued.fault);
            }
        }
        return Optional.empty();
    }
}
