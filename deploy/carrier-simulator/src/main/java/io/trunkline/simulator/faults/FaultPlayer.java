package io.trunkline.simulator.faults;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.web.Caller;
import io.vertx.core.http.HttpConnection;

/** Carries out a call to a carrier, or lets the scripted fault happen to it. */
@Singleton
public class FaultPlayer {

    private static final String PROXY_PAGE = """
            <html><head><title>502 Bad Gateway</title></head>
            <body><center><h1>502 Bad Gateway</h1></center></body></html>
            """;

    private final Faults faults;
    private final CurrentVertxRequest request;
    private final Caller caller;

    FaultPlayer(Faults faults, CurrentVertxRequest request, Caller caller) {
        this.faults = faults;
        this.caller = caller;
        this.request = request;
    }

    /**
     * One call.
     *
     * @param number E.164 of the number it is about, null when it is about none or several
     * @param execution does what was asked; must not throw
     * @param refusal words a fault as an answer of this carrier
     */
    public Uni<Response> play(String carrier, Operation operation, String number, Supplier<Response> execution,
            Function<Fault, Response> refusal) {
        return faults.next(carrier, caller.account(), operation, number).map(fault -> play(fault, execution, refusal))
                .orElseGet(() -> Uni.createFrom().item(execution.get()));
    }

    private Uni<Response> play(Fault fault, Supplier<Response> execution, Function<Fault, Response> refusal) {
        Duration delay = Duration.ofMillis(fault.delayMillis());
        return switch (fault.kind()) {
            case TIMEOUT_BEFORE_EXECUTION -> silence(delay);
            case TIMEOUT_AFTER_EXECUTION -> {
                execution.get();
                yield silence(delay);
            }
            case RESET_AFTER_EXECUTION -> {
                execution.get();
                yield silence(Duration.ZERO);
            }
            case SLOW -> {
                Response answer = execution.get();
                yield delay.isZero() ? Uni.createFrom().item(answer)
                        : Uni.createFrom().item(answer).onItem().delayIt().by(delay);
            }
            case HTML -> Uni.createFrom()
                    .item(Response.status(fault.status()).type("text/html; charset=utf-8").entity(PROXY_PAGE).build());
            case STATUS, NUMBER_TAKEN, NO_INVENTORY -> Uni.createFrom().item(withRetryAfter(refusal.apply(fault), fault));
        };
    }

    private static Response withRetryAfter(Response answer, Fault fault) {
        return fault.retryAfter() == null ? answer
                : Response.fromResponse(answer).header("Retry-After", fault.retryAfter()).build();
    }

    /** Answers nothing, and closes the connection after the delay so that it is not held for ever. */
    private Uni<Response> silence(Duration delay) {
        HttpConnection connection = request.getCurrent().request().connection();
        if (delay.isZero()) {
            connection.close();
            return Uni.createFrom().nothing();
        }
        request.getCurrent().vertx().setTimer(delay.toMillis(), timer -> connection.close());
        return Uni.createFrom().nothing();
    }
}
