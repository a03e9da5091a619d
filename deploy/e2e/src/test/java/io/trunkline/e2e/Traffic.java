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

import io.trunkline.e2e.system.Answer;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.Simulator.Delivered;
import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.e2e.system.World;
import io.trunkline.e2e.system.World.PhoneNumber;

/**
 * Everything that workspaces do, at the same time, by callers who ask again until they are answered: what a service dies in the
 * middle of.
 */
final class Traffic {

    private static final int STOCK = 2;
    private static final int JOINING_BEFORE = 4;
    private static final int JOINING_DURING = 2;
    private static final long PRICE = 150;
    /** So slow is the carrier that nothing of it ends before it is interrupted. */
    private static final int CARRIER_MILLIS = 700;

    private final World world;
    private final Workspace buyer;
    private final Workspace leaver;
    private final Workspace talker;
    private final PhoneNumber left;
    private final String line;
    private final String customer;
    private final List<String> joining = new ArrayList<>();
    private final List<String> bought = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<Supplier<Boolean>> unanswered = new ArrayList<>();

    private Traffic(World world, Workspace buyer, Workspace leaver, Workspace talker) {
        this.world = world;
        this.buyer = buyer;
        this.leaver = leaver;
        this.talker = talker;
        this.left = leaver.number();
        this.line = talker.number().e164();
        this.customer = world.handset();
    }

    /** Three workspaces at work, a little stock, and a slow carrier. */
    static Traffic prepare(World world) {
        world.drainStock();
        List<Workspace> workspaces = Stream.of("Buyer", "Leaver", "Talker")
                .map(name -> world.createWorkspace(name, "professional")).toList();
        workspaces.forEach(Workspace::awaitNumber);
        workspaces.get(0).credit(2 * PRICE);
        world.stock(STOCK);
        world.simulator().fault(Map.of("operation", "any", "fault", "SLOW", "delayMillis", CARRIER_MILLIS, "times", 1_000_000));
        return new Traffic(world, workspaces.get(0), workspaces.get(1), workspaces.get(2));
    }

    /** Some from stock, some bought; a purchase by choice; a text and a reply. */
    void begin() {
        join(JOINING_BEFORE);
        buy("646");
        talk("before");
    }

    /** More of the same while a service is away, and a release. */
    void goOn() {
        join(JOINING_DURING);
        buy("917");
        talk("meanwhile");
        untilAnswered(() -> leaver.api().with("prefer", "wait=0")
                .delete("/api/numbers/" + left.id() + "/release?confirm=" + Api.encoded(left.e164())), 200, 202, 404);
    }

    Set<String> joining() {
        return Set.copyOf(joining);
    }

    boolean isOver() {
        return joining.stream().allMatch(world::isCompleted);
    }

    /** Every caller gets an answer in the end, and each thing has happened once. */
    void awaitGoodEnd() {
        World.await().untilAsserted(() -> {
            unanswered.removeIf(Supplier::get);
            assertThat(unanswered).as("requests without an answer").isEmpty();
        });
        joining.forEach(id -> world.workspace(id).awaitNumber());
        World.await().untilAsserted(() -> assertThat(buyer.numbers()).extracting(PhoneNumber::e164).containsAll(bought)
                .hasSize(1 + bought.size()));
        assertThat(buyer.wallet().path("balanceCents").asLong()).isZero();
        World.await().untilAsserted(() -> assertThat(leaver.numbers()).isEmpty());
        World.await().untilAsserted(() -> assertThat(talker.textsFrom(customer)).containsExactlyInAnyOrderElementsOf(said));
        // Twilio repeats what it tells about a delivery for some seconds only: while the router is away that may be lost.
        World.await().untilAsserted(() -> assertThat(talker.messagesWith(customer)).filteredOn(Traffic::isReply)
                .hasSameSizeAs(said).extracting(reply -> reply.path("status").asText()).isSubsetOf("sent", "delivered"));
        assertThat(world.simulator().ledgerOf(line)).filteredOn(entry -> entry.action().equals("MESSAGE_SENT"))
                .extracting((Entry entry) -> entry.all().path("body").asText())
                .containsExactlyInAnyOrderElementsOf(said.stream().map(text -> "re: " + text).toList());
    }

    private void join(int count) {
        Stream.generate(() -> world.simulator().createOrganizationLater("Joining", "professional")).limit(count).toList()
                .stream().map(CompletableFuture::join).forEach(joining::add);
    }

    private void buy(String areaCode) {
        String number = world.simulator().forSale(areaCode);
        bought.add(number);
        Api caller = buyer.api().with("idempotency-key", UUID.randomUUID().toString()).with("prefer", "wait=0");
        untilAnswered(() -> caller.post("/api/numbers/purchase", buyer.purchase(number)), 200, 201, 202);
    }

    private void talk(String text) {
        said.add(text);
        String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        unlessNow(() -> {
            Delivered delivered = world.simulator().text(customer, line, text, sid, 1);
            return delivered.isAccepted();
        });
        Api caller = talker.api().with("idempotency-key", UUID.randomUUID().toString());
        untilAnswered(() -> caller.post("/api/workspaces/" + talker.id() + "/messages",
                Map.of("channel", "sms", "to", customer, "body", "re: " + text)), 202);
    }

    private void untilAnswered(Supplier<Answer> request, int... statuses) {
        unlessNow(() -> {
            int status = request.get().status();
            return Arrays.stream(statuses).anyMatch(answered -> answered == status);
        });
    }

    private void unlessNow(Supplier<Boolean> isAnswered) {
        if (!isAnswered.get()) {
            unanswered.add(isAnswered);
        }
    }

    private static boolean isReply(JsonNode message) {
        return message.path("direction").asText().equals("outbound");
    }
}
