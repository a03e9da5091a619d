package io.trunkline.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

/** The script: faults in the order they were asked for; the oldest that fits a call and has not run out hits it. */
@Singleton
public class Faults {

    private final List<Scripted> script = new ArrayList<>();

    private static final class Scripted {
        private final int id;
        private final Fault fault;
        private int fired;

        Scripted(int id, Fault fault) {
            this.id = id;
            this.fault = fault;
        }

        FaultView view() {
            return new FaultView(id, fault, fired, fault.times() - fired);
        }
    }

    synchronized FaultView add(Fault fault) {
        Scripted scripted = new Scripted(script.size() + 1, fault);
        script.add(scripted);
        return scripted.view();
    }

    synchronized List<FaultView> list() {
        return script.stream().map(Scripted::view).toList();
    }

    synchronized void clear() {
        script.clear();
    }

    /** Takes the fault that hits this call, if one does: it counts as fired. */
    synchronized Optional<Fault> next(String carrier, String account, Operation operation, String number) {
        for (Scripted scripted : script) {
            if (scripted.fired < scripted.fault.times() && scripted.fault.hits(carrier, account, operation, number)) {
                scripted.fired++;
                return Optional.of(scripted.fault);
            }
        }
        return Optional.empty();
    }
}
