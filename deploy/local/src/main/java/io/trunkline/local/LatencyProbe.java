package io.trunkline.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.local.Api.Response;
import io.trunkline.local.EventTail.ReceivedEvent;
import io.trunkline.local.OpenLoopLoad.Timed;

/**
 * Measures how fast numbers are assigned from stock, at a steady rate. JVMs that have just started are slow, so both
 * measurements begin with a sequential warm-up, which does not count.
 * <p>
 * A Professional workspace gets its first number automatically. To measure {@code POST /api/phone/provision}, the workspaces of
 * the first measurement release their numbers and then request new ones.
 */
final class LatencyProbe {

    private static final double WORKSPACES_A_SECOND = 10;
    private static final double PROVISIONS_A_SECOND = 20;

    private static final int WARM_UP = 15;
    private static final int MEASURED = 50;
    private static final int MAX_PER_PURCHASE = 10;
    private static final int CONCURRENT_PURCHASES = 2;

    private final Stack stack;
    private final EventTail events;
    private final Api admin;
    private final Api simulator;
    private List<String> workspaces = List.of();

    LatencyProbe(Stack stack, EventTail events) {
        this.stack = stack;
        this.events = events;
        this.admin = new Api(stack.edge(), stack.tokens().platformAdmin());
        this.simulator = new Api(stack.simulator(), null);
    }

    /** Buys two numbers for every workspace, so that none waits for the carrier. */
    String buyStock() {
        int wanted = 2 * (WARM_UP + MEASURED);
        for (int missing = wanted - available(); missing > 0; missing = wanted - available()) {
            int each = Math.min(MAX_PER_PURCHASE, (missing + CONCURRENT_PURCHASES - 1) / CONCURRENT_PURCHASES);
            Stream.generate(() -> buy(each)).limit(CONCURRENT_PURCHASES).toList()
                    .forEach(purchase -> purchase.join().expect(200));
        }
        return available() + " available";
    }

    private CompletableFuture<Response> buy(int count) {
        return admin.postAsync("/api/admin/phone-numbers/buy", Map.of("count", count, "numberType", "local"));
    }

    /** At 10 a second: from the 2xx of Clerk's webhook until NumberAssigned can be read from Kafka. */
    String workspaceToNumber() {
        List<String> warmUp = IntStream.range(0, WARM_UP).mapToObj(index -> completed(created(createWorkspace(index).join())))
                .toList();
        List<Integer> indexes = IntStream.range(WARM_UP, WARM_UP + MEASURED).boxed().toList();
        List<String> measured = OpenLoopLoad.run(WORKSPACES_A_SECOND, indexes, this::createWorkspace).stream()
                .map(timed -> completed(created(timed.response())))
                .toList();
        Map<String, ReceivedEvent> assigned = events.all(NumberAssigned.class).stream()
                .collect(Collectors.toMap(ReceivedEvent::workspaceId, Function.identity(), (first, again) -> first));
        Map<String, Long> accepted = acceptedAt();
        workspaces = Stream.concat(warmUp.stream(), measured.stream()).toList();
        return Percentiles.of(measured.stream()
                .map(workspace -> assigned.get(workspace).receivedAt() - accepted.get(workspace))
                .toList()).toString();
    }

    /** At 20 a second: from the request to its response, 201, or 202 when the operation outlasted the wait. */
    String provision() {
        workspaces.forEach(this::release);
        workspaces.subList(0, WARM_UP).forEach(workspace -> provision(workspace).join().expect(201, 202));
        List<Timed<Response>> responses = OpenLoopLoad.run(PROVISIONS_A_SECOND,
                workspaces.subList(WARM_UP, workspaces.size()), this::provision);
        long unfinished = responses.stream().filter(timed -> timed.response().expect(201, 202).status() == 202).count();
        return Percentiles.of(responses.stream().map(Timed::milliseconds).toList())
                + (unfinished == 0 ? "" : ", " + unfinished + " answered 202, not finished yet");
    }

    private CompletableFuture<Response> provision(String workspace) {
        return caller(workspace).postAsync("/api/phone/provision", null);
    }

    private static String created(Response response) {
        return response.expect(200).body().path("id").asText();
    }

    private String completed(String workspace) {
        events.await(ProvisioningCompleted.class, workspace);
        return workspace;
    }

    private CompletableFuture<Response> createWorkspace(int index) {
        return simulator.postAsync("/clerk/v1/organizations",
                Map.of("name", "Workspace " + index, "public_metadata", Map.of("plan", "professional")));
    }

    /** Epoch milliseconds of the webhook's first 2xx, by the simulator's clock, which is this machine's. */
    private Map<String, Long> acceptedAt() {
        JsonNode deliveries = simulator.get("/clerk/deliveries").expect(200).body().path("deliveries");
        return StreamSupport.stream(deliveries.spliterator(), false)
                .filter(delivery -> delivery.path("type").asText().equals("organization.created"))
                .collect(Collectors.toMap(delivery -> delivery.path("organization").asText(),
                        delivery -> delivery.path("deliveredAt").asLong()));
    }

    private void release(String workspace) {
        JsonNode assigned = events.find(NumberAssigned.class, workspace).orElseThrow().data();
        String number = assigned.path("e164").asText();
        caller(workspace).delete("/api/numbers/" + assigned.path("numberId").asText() + "/release?confirm=%2B"
                + number.substring(1)).expect(200);
    }

    private Api caller(String workspace) {
        return new Api(stack.edge(), stack.tokens().workspaceAdmin(workspace));
    }

    private int available() {
        return admin.get("/api/admin/phone-numbers?limit=1").expect(200).body().path("counts").path("available").asInt();
    }
}
