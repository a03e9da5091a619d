package io.trunkline.simulator.inventory;

/**
 * Ten million numbers that share country, type and the first three digits after the country code.
 *
 * @param country ISO 3166-1 alpha-2
 * @param prefix the first three of the ten national digits; for US and CA the area code
 * @param region state or province, empty where numbers have none
 * @param locality principal town, empty where numbers have none
 * @param fictionLow first of the seven-digit numbers for fiction, which are offered before all others; empty for none
 * @param fictionHigh last of them
 */
public record NumberArea(String country, NumberType type, String prefix, String region, String locality, String fictionLow,
        String fictionHigh) {

    static NumberArea parse(String line) {
        String[] columns = line.split(",", -1);
        return new NumberArea(columns[0], NumberType.valueOf(columns[1]), columns[2], columns[3], columns[4], columns[5],
                columns[6]);
    }

    public String countryCode() {
        return country.equals("GB") ? "44" : "1";
    }

    public boolean isNorthAmerican() {
        return countryCode().equals("1");
    }

    /** The count of numbers for fiction. */
    int fictionCount() {
        return fictionLow.isEmpty() ? 0 : Integer.parseInt(fictionHigh) - Integer.parseInt(fictionLow) + 1;
    }

    String fictionNumber(int index) {
        return "%07d".formatted(Integer.parseInt(fictionLow) + index);
    }

    /** Whether numbers have these three digits after the prefix. NANP: 555 is reserved for services, N11 are service codes. */
    boolean hasExchange(String exchange) {
        return !isNorthAmerican()
                || exchange.charAt(0) >= '2' && !exchange.equals("555") && !exchange.startsWith("11", 1);
    }

    boolean isFiction(String subscriber) {
        return !fictionLow.isEmpty() && subscriber.compareTo(fictionLow) >= 0 && subscriber.compareTo(fictionHigh) <= 0;
    }

    public boolean sms() {
        // British geographic numbers of the carriers do not support SMS.
        return isNorthAmerican() || type == NumberType.MOBILE;
    }

    public boolean mms() {
        return isNorthAmerican();
    }

    /** Whether the regulator requires the name and address of the number's owner. */
    public boolean isRegulated() {
        return !isNorthAmerican();
    }
}
