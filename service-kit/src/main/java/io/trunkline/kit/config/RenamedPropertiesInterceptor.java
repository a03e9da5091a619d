package io.trunkline.kit.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;

/**
 * Stops the start when a setting is given under its old name. Otherwise it would be ignored and the default would apply.
 * <p>
 * Each module lists its renamed settings in {@value #LIST}, one {@code old=new} a line. {@code *} in an old name stands for
 * one or more characters, such as the name of an account. Properties and environment variables are checked.
 */
public final class RenamedPropertiesInterceptor implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    static final String LIST = "META-INF/renamed-properties.properties";

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return context.proceed(name);
    }

    /** Checks all names once, when the configuration is built. */
    public static final class Factory implements ConfigSourceInterceptorFactory {

        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            rejectOldNames(context.iterateNames(), renamedProperties());
            return new RenamedPropertiesInterceptor();
        }
    }

    /** @throws IllegalArgumentException for an old name; the message contains the new one */
    static void rejectOldNames(Iterator<String> names, Map<String, String> renamed) {
        Map<Pattern, Map.Entry<String, String>> patterns = new LinkedHashMap<>();
        renamed.entrySet().forEach(entry -> patterns.put(asEnvironmentVariable(entry.getKey()), entry));
        names.forEachRemaining(name -> patterns.forEach((pattern, entry) -> {
            if (pattern.matcher(environmentName(name)).matches()) {
                throw new IllegalArgumentException("The setting '%s' has a new name: %s is now %s"
                        .formatted(name, entry.getKey(), entry.getValue()));
            }
        }));
    }

    private static Pattern asEnvironmentVariable(String oldName) {
        return Pattern.compile(environmentName(oldName.replace("*", "\u0000")).replace("\u0000", ".+"));
    }

    /**
     * MicroProfile Config 3.1, "Environment Variables Mapping Rules": other characters become underscores, letters capitals.
     */
    private static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9\u0000]", "_").toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> renamedProperties() {
        Map<String, String> renamed = new LinkedHashMap<>();
        try {
            for (URL list : Collections.list(Thread.currentThread().getContextClassLoader().getResources(LIST))) {
                Properties properties = new Properties();
                try (InputStream stream = list.openStream()) {
                    properties.load(stream);
                }
                properties.stringPropertyNames().forEach(old -> renamed.put(old, properties.getProperty(old)));
            }
        } catch (IOException e) {
            throw new IllegalStateException("The lists of renamed settings cannot be read", e);
        }
        return renamed;
    }
}
