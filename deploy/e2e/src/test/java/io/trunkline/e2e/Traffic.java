package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.ApiResponse;
import io.trunkline.e2e.system.Simulator.Delivered;
import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.SystemUnderTest.PhoneNumber;
import io.trunkline.e2e.system.Workspace;

/**
 * Concurrent traffic of several workspaces, whose callers retry until they get a response. A service is killed during it.
 */
final class Traffic {

    private static final int STOCK = 2;
    private static final int JOINING_BEFORE = 4;
    private static final int JOINING_DURING = 2;
    private static final long PRICE = 150;
    /** The carrier is so slow that no operation ends before the kill. */
    private static final int CARRIER_MILLIS = 700;

    private final SystemUnderTest system;
    private final Workspace buyer;
    private final Workspace releaser;
    private final Workspace messenger;
    private final PhoneNumber releasedNumber;
    private final String messengerNumber;
    private final String customer;
    private final List<String> joiningIds = new ArrayList<>();
    private final List<String> bought = new ArrayList<>();
    private final List<String> textBodies = new ArrayList<>();
    private final List<Supplier<Boolean>> openRequests = new ArrayList<>();

    private Traffic(SystemUnderTest system, Workspace buyer, Workspace releaser, Workspace messenger) {
        this.system = system;
        this.buyer = buyer;
        this.releaser = releaser;
        this.messenger = messenger;
        this.releasedNumber = releaser.number();
        this.messengerNumber = messenger.number().e164();
        this.customer = system.newHandset();
    }

    /** Three active workspaces, a small stock and a slow carrier. */
    static Traffic prepare(SystemUnderTest system) {
        system.emptyStock();
        List<Workspace> workspaces = Stream.of("Buyer", "Leaver", "Talker")
                .map(name -> system.createWorkspace(name, "professional")).toList();
        workspaces.forEach(Workspace::awaitNumber);
        workspaces.get(0).credit(2 * PRICE);
        system.ensureStock(STOCK);
        system.simulator()
                .fault(Map.of("operation", "any", "fault", "SLOW", "delayMillis", CARRIER_MILLIS, "times", 1_000_000));
        return new Traffic(system, workspaces.get(0), workspaces.get(1), workspaces.get(2));
    }

    /** Workspaces that get numbers from stock and by purchase, a chosen purchase, a text and a reply. */
    void start() {
        createWorkspaces(JOINING_BEFORE);
        buy("646");
        exchangeTexts("before");
    }

    /** More of the same while a service is down, and a release. */
    void continueDuringOutage() {
        createWorkspaces(JOINING_DURING);
        buy("917");
        exchangeTexts("meanwhile");
        retryUntilStatus(() -> releaser.api().with("prefer", "wait=0")
                .delete("/api/numbers/" + releasedNumber.id() + "/release?confirm=" + Api.urlEncoded(releasedNumber.e164())),
                200, 202, 404);
    }

    Set<String> joiningIds() {
        return Set.copyOf(joiningIds);
    }

    boolean isComplete() {
        return joiningIds.stream().allMatch(system::isCompleted);
    }

    /** Every caller gets a response, and every action took effect once. */
    void awaitCompletion() {
        SystemUnderTest.await().untilAsserted(() -> {
            openRequests.removeIf(Supplier::get);
            assertThat(openRequests).as("requests without a response").isEmpty();
        });
        joiningIds.forEach(id -> system.workspace(id).awaitNumber());
        SystemUnderTest.await()
                .untilAsserted(() -> assertThat(buyer.numbers()).extracting(PhoneNumber::e164).containsAll(bought)
                        .hasSize(1 + bought.size()));
        assertThat(buyer.wallet().path("balanceCents").asLong()).isZero();
        SystemUnderTest.await().untilAsserted(() -> assertThat(releaser.numbers()).isEmpty());
        SystemUnderTest.await()
                .untilAsserted(() -> assertThat(messenger.textsFrom(customer)).containsExactlyInAnyOrderElementsOf(textBodies));
        // Twilio repeats a status webhook for some seconds only, so it may be lost while the router is down.
        SystemUnderTest.await().untilAsserted(() -> assertThat(messenger.messagesWith(customer)).filteredOn(Traffic::isReply)
                .hasSameSizeAs(textBodies).extracting(reply -> reply.path("status").asText()).isSubsetOf("sent", "delivered"));
        assertThat(system.simulator().ledgerOf(messengerNumber)).filteredOn(entry -> entry.action().equals("MESSAGE_SENT"))
                .extracting((Entry entry) -> entry.json().path("body").asText())
                .containsExactlyInAnyOrderElementsOf(textBodies.stream().map(text -> "re: " + text).toList());
    }

    private void createWorkspaces(int count) {
        Stream.generate(() -> system.simulator().createOrganizationAsync("Joining", "professional")).limit(count).toList()
                .stream().map(CompletableFuture::join).forEach(joiningIds::add);
    }

    private void buy(String areaCode) {
        String number = system.simulator().forSale(areaCode);
        bought.add(number);
        Api caller = buyer.api().with("idempotency-key", UUID.randomUUID().toString()).with("prefer", "wait=0");
        retryUntilStatus(() -> caller.post("/api/numbers/purchase", buyer.purchase(number)), 200, 201, 202);
    }

    private void exchangeTexts(String text) {
        textBodies.add(text);
        String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        retryLater(() -> {
            Delivered delivered = system.simulator().text(customer, messengerNumber, text, sid, 1);
            return delivered.isAccepted();
        });
        Api caller = messenger.api().with("idempotency-key", UUID.randomUUID().toString());
        retryUntilStatus(() -> caller.post("/api/workspaces/" + messenger.id() + "/messages",
                Map.of("channel", "sms", "to", customer, "body", "re: " + text)), 202);
    }

    private void retryUntilStatus(Supplier<ApiResponse> request, int... statuses) {
        retryLater(() -> {
            int status = request.get().status();
            return Arrays.stream(statuses).anyMatch(answered -> answered == status);
        });
    }

    private void retryLater(Supplier<Boolean> attempt) {
        if (!attempt.get()) {
            openRequests.add(attempt);
        }
    }

    private static boolean isReply(JsonNode message) {
        return message.path("direction").asText().equals("outbound");
    }
}
