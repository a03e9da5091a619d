package io.trunkline.simulator.twilio.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;

class ConcurrentPurchaseTest {

    private static final String ACCOUNT = new TestAccount().accountSid();
    private static final int BUYERS = 4;
    private static final int NUMBERS = 3_000;

    private final NumberInventory inventory = new NumberInventory();
    private final Ledger ledger = new Ledger(null, JsonMapper.builder().findAndAddModules().build());
    private final IncomingNumberStore numbers = new IncomingNumberStore(Twilio.of(new TestAccount(), inventory), inventory,
            ledger);

    @Test
    void sellsEachNumberOnceToConcurrentBuyers() throws Exception {
        // Given
        List<InventoryNumber> requested = inventory.numbers(inventory.areas("US", NumberType.LOCAL).get(0), CarrierShare.TWILIO,
                number -> true, NUMBERS);
        CyclicBarrier start = new CyclicBarrier(BUYERS);
        ExecutorService buyers = Executors.newFixedThreadPool(BUYERS);

        // When
        List<Future<Integer>> successes = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            successes.add(buyers.submit(buyer(requested, start)));
        }
        int bought = 0;
        for (Future<Integer> success : successes) {
            bought += success.get();
        }
        buyers.shutdown();

        // Then
        assertThat(bought).isEqualTo(NUMBERS);
        assertThat(ledger.entries()).hasSize(NUMBERS);
        assertThat(numbers.newestFirst(ACCOUNT)).hasSize(NUMBERS);
    }

    private Callable<Integer> buyer(List<InventoryNumber> requested, CyclicBarrier start) {
        return () -> {
            int bought = 0;
            for (InventoryNumber number : requested) {
                start.await();
                try {
                    numbers.buy(ACCOUNT, number, null, Map.of());
                    bought++;
                } catch (TwilioApiException taken) {
                    assertThat(taken).hasMessageContaining("is not available");
                }
            }
            return bought;
        };
    }
}
