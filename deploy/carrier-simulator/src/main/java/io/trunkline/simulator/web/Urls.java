package io.trunkline.simulator.web;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks webhook URLs as the carriers do. */
public final class Urls {

    private Urls() {
    }

    /** Whether the text is an absolute http or https URL with a host in which there is no underscore. */
    public static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                    && !uri.getHost().contains("_");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
