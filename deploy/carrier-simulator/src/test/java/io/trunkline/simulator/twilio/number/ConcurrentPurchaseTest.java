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

import io.trunkline.simulator.compatible.Refusal;
import io.trunkline.simulator.compatible.number.IncomingNumbers;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.stock.NumberType;
import io.trunkline.simulator.stock.Share;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.stock.StockNumber;

class ConcurrentPurchaseTest {

    private static final String ACCOUNT = new TestAccount().accountSid();
    private static final int BUYERS = 4;
    private static final int NUMBERS = 3_000;

    private final Stock stock = new Stock();
    private final Ledger ledger = new Ledger(null, JsonMapper.builder().findAndAddModules().build());
    private final IncomingNumbers numbers = new TwilioNumbers(stock, ledger, new TestAccount());

    @Test
    void everyNumberHasOneBuyerWhenAllWantTheSameInTheSameMoment() throws Exception {
        // Given
        List<StockNumber> wanted = stock.numbers(stock.areas("US", NumberType.LOCAL).get(0), Share.TWILIO,
                number -> true, NUMBERS);
        CyclicBarrier start = new CyclicBarrier(BUYERS);
        ExecutorService buyers = Executors.newFixedThreadPool(BUYERS);

        // When
        List<Future<Integer>> successes = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            successes.add(buyers.submit(buyer(wanted, start)));
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

    private Callable<Integer> buyer(List<StockNumber> wanted, CyclicBarrier start) {
        return () -> {
            int bought = 0;
            for (StockNumber number : wanted) {
                start.await();
                try {
                    numbers.buy(ACCOUNT, number, null, Map.of());
                    bought++;
                } catch (Refusal taken) {
                    assertThat(taken).hasMessageContaining("is not available");
                }
            }
            return bought;
        };
    }
}
