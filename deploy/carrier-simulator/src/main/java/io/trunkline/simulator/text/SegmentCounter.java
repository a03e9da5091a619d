package io.trunkline.simulator.text;

/** Counts the segments of a text: GSM 03.38 if all its characters are in that alphabet, else UCS-2. */
public final class SegmentCounter {

    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each of these takes two septets. */
    private static final String GSM_EXTENSION = "^{}\\[~]|€\f";

    private SegmentCounter() {
    }

    public static int count(String body) {
        if (!isGsm(body)) {
            return parts(body.length(), 70, 67);
        }
        int extended = (int) body.chars().filter(letter -> GSM_EXTENSION.indexOf(letter) >= 0).count();
        return parts(body.length() + extended, 160, 153);
    }

    /** Whether all characters are in GSM 03.38. */
    public static boolean isGsm(String body) {
        return body.chars().allMatch(letter -> GSM.indexOf(letter) >= 0 || GSM_EXTENSION.indexOf(letter) >= 0);
    }

    private static int parts(int length, int single, int joined) {
        return length <= single ? 1 : (length + joined - 1) / joined;
    }
}
