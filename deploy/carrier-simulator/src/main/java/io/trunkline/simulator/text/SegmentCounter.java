package io.trunkline.simulator.text;

/** How many messages a text becomes on the air: GSM 03.38 where its letters suffice, UCS-2 otherwise. */
public final class SegmentCounter {

    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each of these takes two places. */
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

    /** Whether the letters of GSM 03.38 suffice for it. */
    public static boolean isGsm(String body) {
        return body.chars().allMatch(letter -> GSM.indexOf(letter) >= 0 || GSM_EXTENSION.indexOf(letter) >= 0);
    }

    private static int parts(int length, int single, int joined) {
        return length <= single ? 1 : (length + joined - 1) / joined;
    }
}
