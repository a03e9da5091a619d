package io.trunkline.carrier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;

class ConnectionFailuresTest {

    @Test
    void detectsThatNothingWasSent() {
        assertThat(ConnectionFailures.mayHaveReachedCarrier(new RuntimeException(new ConnectException("refused")))).isFalse();
        assertThat(ConnectionFailures.mayHaveReachedCarrier(new UnknownHostException("no name"))).isFalse();
        assertThat(ConnectionFailures.mayHaveReachedCarrier(new SSLHandshakeException("wrong certificate"))).isFalse();
    }

    @Test
    void assumesThatOtherFailuresMayHaveReachedTheCarrier() {
        assertThat(ConnectionFailures.mayHaveReachedCarrier(new IOException("Connection was closed"))).isTrue();
        assertThat(ConnectionFailures.mayHaveReachedCarrier(new TimeoutException())).isTrue();
    }
}
