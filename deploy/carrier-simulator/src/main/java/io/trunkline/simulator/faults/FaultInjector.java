package io.trunkline.simulator.faults;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.web.AuthenticatedAccount;
import io.vertx.core.http.HttpConnection;

/** Executes a request to a carrier, or applies the scripted fault that matches it. */
@Singleton
public class FaultInjector {

    private static final String PROXY_ERROR_PAGE = """
            <html><head><title>502 Bad Gateway</title></head>
            <body><center><h1>502 Bad Gateway</h1></center></body></html>
            """;

    private final FaultQueue faults;
    private final CurrentVertxRequest request;
    private final AuthenticatedAccount account;

    FaultInjector(FaultQueue faults, CurrentVertxRequest request, AuthenticatedAccount account) {
        this.faults = faults;
        this.account = account;
        this.request = request;
    }

    /**
     * Executes one request.
     *
     * @param number E.164 of the number it is about, null for none or several
     * @param execution executes the operation; must not throw
     * @param errorResponse builds the carrier's error response for a fault
     */
    public Uni<Response> execute(String carrier, Operation operation, String number, Supplier<Response> execution,
            Function<Fault, Response> errorResponse) {
        return faults.next(carrier, account.id(), operation, number).map(fault -> inject(fault, execution, errorResponse))
                .orElseGet(() -> Uni.createFrom().item(execution.get()));
    }

    private Uni<Response> inject(Fault fault, Supplier<Response> execution, Function<Fault, Response> errorResponse) {
        Duration delay = Duration.ofMillis(fault.delayMillis());
        return switch (fault.kind()) {
            case TIMEOUT_BEFORE_EXECUTION -> closeWithoutResponse(delay);
            case TIMEOUT_AFTER_EXECUTION -> {
                execution.get();
                yield closeWithoutResponse(delay);
            }
            case RESET_AFTER_EXECUTION -> {
                execution.get();
                yield closeWithoutResponse(Duration.ZERO);
            }
            case SLOW -> {
                Response response = execution.get();
                yield delay.isZero() ? Uni.createFrom().item(response)
                        : Uni.createFrom().item(response).onItem().delayIt().by(delay);
            }
            case HTML -> Uni.createFrom()
                    .item(Response.status(fault.status()).type("text/html; charset=utf-8").entity(PROXY_ERROR_PAGE).build());
            case STATUS, NUMBER_TAKEN, NO_INVENTORY -> Uni.createFrom().item(withRetryAfter(errorResponse.apply(fault), fault));
        };
    }

    private static Response withRetryAfter(Response response, Fault fault) {
        return fault.retryAfter() == null ? response
                : Response.fromResponse(response).header("Retry-After", fault.retryAfter()).build();
    }

    /** Sends no response and closes the connection after the delay. */
    private Uni<Response> closeWithoutResponse(Duration delay) {
        HttpConnection connection = request.getCurrent().request().connection();
        if (delay.isZero()) {
            connection.close();
            return Uni.createFrom().nothing();
        }
        request.getCurrent().vertx().setTimer(delay.toMillis(), timer -> connection.close());
        return Uni.createFrom().nothing();
    }
}
