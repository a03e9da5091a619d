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
    void nothingWasSentWithoutAConnection() {
        assertThat(ConnectionFailures.perhaps(new RuntimeException(new ConnectException("refused")))).isFalse();
        assertThat(ConnectionFailures.perhaps(new UnknownHostException("no name"))).isFalse();
        assertThat(ConnectionFailures.perhaps(new SSLHandshakeException("wrong certificate"))).isFalse();
    }

    @Test
    void everythingElseMayHaveArrived() {
        assertThat(ConnectionFailures.perhaps(new IOException("Connection was closed"))).isTrue();
        assertThat(ConnectionFailures.perhaps(new TimeoutException())).isTrue();
    }
}
