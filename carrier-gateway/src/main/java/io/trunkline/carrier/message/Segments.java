package io.trunkline.carrier.message;

/**
 * Counts the segments of a text: each counts as one message of a number's rate and is charged as one.
 *
 * @see <a href="https://www.twilio.com/docs/glossary/what-sms-character-limit">Twilio: SMS character limit</a>
 */
final class Segments {

    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each takes the space of two characters. */
    private static final String GSM_EXTENDED = "^{}\\[~]|€\f";
    private static final int GSM_SINGLE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_SINGLE = 70;
    private static final int UCS2_PART = 67;

    private Segments() {
    }

    /** @return at least 1 */
    static int of(String text) {
        if (text == null || text.isEmpty()) {
            return 1;
        }
        boolean gsm = text.chars().allMatch(c -> GSM.indexOf(c) >= 0 || GSM_EXTENDED.indexOf(c) >= 0);
        return gsm
                ? parts(text.length() + (int) text.chars().filter(c -> GSM_EXTENDED.indexOf(c) >= 0).count(), GSM_SINGLE,
                        GSM_PART)
                : parts(text.length(), UCS2_SINGLE, UCS2_PART);
    }

    private static int parts(int length, int singleLimit, int partLimit) {
        return length <= singleLimit ? 1 : (length + partLimit - 1) / partLimit;
    }
}
