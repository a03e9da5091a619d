package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

import javax.crypto.Mac;

/**
 * The parameters of an {@code application/x-www-form-urlencoded} body in UTF-8. It is parsed strictly and once: signature check
 * and routing read the same slices, so they cannot see different values.
 * <p>
 * Decoded in place into one array; names and values are slices of it. Strings are only created for values that are read.
 */
final class FormParameters {

    /** Twilio's largest webhooks have about 80. */
    private static final int MAX_PARAMETERS = 256;
    /** Bytes. Twilio's longest names have about 40; this limits the cost of comparing names. */
    private static final int MAX_NAME = 128;
    private static final int NAME = 0;
    private static final int NAME_END = 1;
    private static final int VALUE = 2;
    private static final int VALUE_END = 3;
    private static final int WIDTH = 4;
    private static final int NONE = -1;

    private final byte[] bytes;
    /** Per parameter: start and end of its name, start and end of its value. */
    private final int[] slices;
    private final int count;
    /** Computed on first use: all base URLs and tokens are tried with the same order. */
    private Integer[] order;

    private FormParameters(byte[] bytes, int[] slices, int count) {
        this.bytes = bytes;
        this.slices = slices;
        this.count = count;
    }

    /**
     * @throws MalformedFormException for an invalid escape, bytes that are not UTF-8, too many parameters, or a too long name
     */
    static FormParameters parse(byte[] body) {
        return new Parser(body).parse();
    }

    /** The value of the parameter; null when it is missing or repeated. */
    String value(String name) {
        byte[] wanted = name.getBytes(UTF_8);
        int found = indexOf(wanted, 0);
        if (found == NONE || indexOf(wanted, found + 1) != NONE) {
            return null;
        }
        return new String(bytes, at(found, VALUE), at(found, VALUE_END) - at(found, VALUE), UTF_8);
    }

    /** Whether there is a parameter of this name, even a repeated one. */
    boolean has(String name) {
        return indexOf(name.getBytes(UTF_8), 0) != NONE;
    }

    private int indexOf(byte[] name, int from) {
        for (int i = from; i < count; i++) {
            if (Arrays.equals(bytes, at(i, NAME), at(i, NAME_END), name, 0, name.length)) {
                return i;
            }
        }
        return NONE;
    }

    /** Whether every name has only letters, digits and underscores, as all of Twilio's: otherwise it may be part of a text. */
    boolean hasPlainNames() {
        for (int i = 0; i < count; i++) {
            for (int at = at(i, NAME); at < at(i, NAME_END); at++) {
                byte b = bytes[at];
                if (!(b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_')) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Updates the Mac with the signed text: names and values, sorted, without separators. Identical parameters count once. */
    void updateMac(Mac mac) {
        Integer[] sorted = sorted();
        for (int i = 0; i < count; i++) {
            int parameter = sorted[i];
            if (i == 0 || compare(sorted[i - 1], parameter) != 0) {
                mac.update(bytes, at(parameter, NAME), at(parameter, NAME_END) - at(parameter, NAME));
                mac.update(bytes, at(parameter, VALUE), at(parameter, VALUE_END) - at(parameter, VALUE));
            }
        }
    }

    private Integer[] sorted() {
        if (order == null) {
            order = new Integer[count];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, this::compare);
        }
        return order;
    }

    private int compare(int a, int b) {
        int byName = compare(at(a, NAME), at(a, NAME_END), at(b, NAME), at(b, NAME_END));
        return byName != 0 ? byName : compare(at(a, VALUE), at(a, VALUE_END), at(b, VALUE), at(b, VALUE_END));
    }

    /** Byte by byte: names differ early, and setting up a vectorised comparison takes longer. */
    private int compare(int a, int aEnd, int b, int bEnd) {
        while (a < aEnd && b < bEnd) {
            int difference = Byte.toUnsignedInt(bytes[a++]) - Byte.toUnsignedInt(bytes[b++]);
            if (difference != 0) {
                return difference;
            }
        }
        return (aEnd - a) - (bEnd - b);
    }

    private int at(int parameter, int part) {
        return slices[parameter * WIDTH + part];
    }

    /** Separators stay in the decoded array, so that a UTF-8 sequence cannot cross from one slice into the next. */
    private static final class Parser {

        private final byte[] body;
        private final byte[] decoded;
        private int[] slices = new int[32 * WIDTH];
        private int count;
        private int out;
        private int start;
        private int equals = NONE;

        Parser(byte[] body) {
            this.body = body;
            this.decoded = new byte[body.length];
        }

        FormParameters parse() {
            for (int in = 0; in < body.length; in++) {
                byte b = body[in];
                if (b == '&') {
                    endPair();
                    decoded[out++] = b;
                    start = out;
                } else if (b == '%') {
                    decoded[out++] = escaped(in);
                    in += 2;
                } else {
                    if (b == '=' && equals == NONE) {
                        equals = out;
                    }
                    decoded[out++] = b == '+' ? (byte) ' ' : b;
                }
            }
            endPair();
            requireUtf8();
            return new FormParameters(decoded, slices, count);
        }

        /** An empty pair, as after a trailing separator, is not a parameter. */
        private void endPair() {
            if (out == start) {
                return;
            }
            if (count == MAX_PARAMETERS) {
                throw new MalformedFormException("Too many parameters");
            }
            if (count * WIDTH == slices.length) {
                slices = Arrays.copyOf(slices, slices.length * 2);
            }
            int nameEnd = equals == NONE ? out : equals;
            if (nameEnd - start > MAX_NAME) {
                throw new MalformedFormException("A parameter name is too long");
            }
            int at = count++ * WIDTH;
            slices[at + NAME] = start;
            slices[at + NAME_END] = nameEnd;
            slices[at + VALUE] = equals == NONE ? out : equals + 1;
            slices[at + VALUE_END] = out;
            equals = NONE;
        }

        private byte escaped(int percent) {
            int high = percent + 2 < body.length ? Character.digit(body[percent + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(body[percent + 2], 16);
            if (low < 0) {
                throw new MalformedFormException("Invalid percent escape");
            }
            return (byte) (high << 4 | low);
        }

        private void requireUtf8() {
            for (int i = 0; i < out; i++) {
                if (decoded[i] < 0) {
                    try {
                        UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded, i, out - i));
                        return;
                    } catch (CharacterCodingException e) {
                        throw new MalformedFormException("Not UTF-8");
                    }
                }
            }
        }
    }
}
