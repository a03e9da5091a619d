package io.trunkline.carrier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;

class ReachedTest {

    @Test
    void nothingWasSentWithoutAConnection() {
        assertThat(Reached.perhaps(new RuntimeException(new ConnectException("refused")))).isFalse();
        assertThat(Reached.perhaps(new UnknownHostException("no name"))).isFalse();
        assertThat(Reached.perhaps(new SSLHandshakeException("wrong certificate"))).isFalse();
    }

    @Test
    void everythingElseMayHaveArrived() {
        assertThat(Reached.perhaps(new IOException("Connection was closed"))).isTrue();
        assertThat(Reached.perhaps(new TimeoutException())).isTrue();
    }
}
