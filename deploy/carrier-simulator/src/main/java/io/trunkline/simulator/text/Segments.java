package io.trunkline.simulator.text;

/** How many messages a text becomes on the air: GSM 03.38 where its letters suffice, UCS-2 otherwise. */
public final class Segments {

    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each of these takes two places. */
    private static final String GSM_EXTENSION = "^{}\\[~]|€\f";

    private Segments() {
    }

    public static int count(String body) {
        int septets = 0;
        for (int i = 0; i < body.length(); i++) {
            char letter = body.charAt(i);
            if (GSM_EXTENSION.indexOf(letter) >= 0) {
                septets += 2;
            } else if (GSM.indexOf(letter) >= 0) {
                septets++;
            } else {
                return parts(body.length(), 70, 67);
            }
        }
        return parts(septets, 160, 153);
    }

    private static int parts(int length, int single, int joined) {
        return length <= single ? 1 : (length + joined - 1) / joined;
    }
}
