package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.MacSpi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {

    @ParameterizedTest
    @CsvSource(value = { "a=1&b=2|a|1", "a=1&b=2|b|2", "a=x+y|a|x y", "a=x%20y|a|x y", "a=%2B1415|a|+1415", "a=b=c|a|b=c",
            "a=%26%3D|a|&=", "%61=1|a|1", "&&a=1&|a|1", "a=Gr%C3%B6%c3%9Fe|a|Größe", "a=%F0%9F%91%8B|a|👋" }, delimiter = '|')
    void decodes(String body, String name, String value) {
        assertThat(FormParameters.parse(body.getBytes(UTF_8)).value(name)).isEqualTo(value);
    }

    @Test
    void readsRawUtf8AndEmptyValues() {
        FormParameters form = FormParameters.parse("a=Größe&b&c=&__proto__=x".getBytes(UTF_8));
        assertThat(form.value("a")).isEqualTo("Größe");
        assertThat(form.value("b")).isEmpty();
        assertThat(form.value("c")).isEmpty();
        assertThat(form.value("d")).isNull();
        assertThat(form.value("__proto__")).isEqualTo("x");
    }

    @Test
    void returnsNullForARepeatedParameter() {
        FormParameters form = FormParameters.parse("To=1&From=2&To=3".getBytes(UTF_8));
        assertThat(form.value("To")).isNull();
        assertThat(form.has("To")).isTrue();
        assertThat(form.has("Body")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a=%", "a=%4", "a=%ZZ", "a=1%", "%", "a=%-1", "a=%C3", "a=%C3&b=%9F", "%C3=%9F", "a=%FF",
            "a=%ED%A0%80",
            "a=%C0%80" })
    void rejectsInvalidEscapesAndUtf8(String body) {
        assertThatThrownBy(() -> FormParameters.parse(body.getBytes(UTF_8))).isInstanceOf(MalformedFormException.class);
        assertThatThrownBy(() -> FormParameters.parse("a=\u00e4".getBytes(ISO_8859_1)))
                .isInstanceOf(MalformedFormException.class);
    }

    @Test
    void rejectsTooManyParameters() {
        String most = IntStream.range(0, 256).mapToObj(i -> "p" + i + "=").collect(Collectors.joining("&"));
        assertThat(FormParameters.parse(most.getBytes(UTF_8)).value("p255")).isEmpty();
        assertThatThrownBy(() -> FormParameters.parse((most + "&more=").getBytes(UTF_8)))
                .isInstanceOf(MalformedFormException.class);
    }

    @Test
    void rejectsATooLongName() {
        assertThat(FormParameters.parse(("n".repeat(128) + "=1").getBytes(UTF_8)).value("n".repeat(128))).isEqualTo("1");
        assertThatThrownBy(() -> FormParameters.parse(("a=1&" + "n".repeat(129) + "=1").getBytes(UTF_8)))
                .isInstanceOf(MalformedFormException.class);
    }

    /** The most expensive form that one request can send, independent of the number of URLs and tokens. */
    @Test
    void sortsTheWorstCaseOnceAndQuickly() {
        // Given parameters in the wrong order that differ only in their last bytes
        FormParameters form = FormParameters.parse(IntStream.range(0, 256).mapToObj(i -> "a=" + "x".repeat(240) + (900 - i))
                .collect(Collectors.joining("&")).getBytes(UTF_8));

        // Then
        assertTimeout(Duration.ofSeconds(2), () -> IntStream.range(0, 1000).forEach(i -> signedText(form)));
    }

    @Test
    void signsSortedByCodeUnitsWithRepeatedValuesOnce() {
        assertThat(signedText("b=2&a=1&B=3&a=1&a=0&aa=4&c=")).isEqualTo("B3a0a1aa4b2c");
        assertThat(signedText("")).isEmpty();
    }

    @Test
    void distinguishesTwiliosNamesFromText() {
        assertThat(FormParameters.parse("MediaUrl0=x&From_1=y".getBytes(UTF_8)).hasPlainNames()).isTrue();
        assertThat(FormParameters.parse("Click+here=".getBytes(UTF_8)).hasPlainNames()).isFalse();
        assertThat(FormParameters.parse("To%2B1800=5551212".getBytes(UTF_8)).hasPlainNames()).isFalse();
    }

    private static String signedText(String body) {
        return signedText(FormParameters.parse(body.getBytes(UTF_8)));
    }

    private static String signedText(FormParameters form) {
        RecordingMac recording = new RecordingMac();
        try {
            Mac mac = new Mac(recording, null, "recording") {
            };
            mac.init(null);
            form.updateMac(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return String.join("", recording.inputs);
    }

    /** Records its input. */
    private static final class RecordingMac extends MacSpi {
        private final List<String> inputs = new ArrayList<>();

        @Override
        protected int engineGetMacLength() {
            return 0;
        }

        @Override
        protected void engineInit(java.security.Key key, java.security.spec.AlgorithmParameterSpec params) {
            inputs.clear();
        }

        @Override
        protected void engineUpdate(byte input) {
            inputs.add(String.valueOf((char) input));
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            inputs.add(new String(input, offset, length, UTF_8));
        }

        @Override
        protected byte[] engineDoFinal() {
            return new byte[0];
        }

        @Override
        protected void engineReset() {
            inputs.clear();
        }
    }
}
