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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

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
    private static final String WILDCARD = "*";
    private static final Logger LOG = Logger.getLogger(RenamedPropertiesInterceptor.class);

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

    /**
     * An old name beside its new one is allowed, with a warning: while an upgrade rolls out, instances of both versions may
     * read the
     * same environment.
     *
     * @throws IllegalArgumentException for an old name without its new one; the message contains the new one
     */
    static void rejectOldNames(Iterator<String> names, Map<String, String> renamed) {
        Map<String, String> byEnvironmentName = new TreeMap<>();
        names.forEachRemaining(name -> byEnvironmentName.put(environmentName(name), name));
        renamed.forEach((oldName, newName) -> {
            Pattern pattern = Pattern.compile(environmentName(oldName).replace(WILDCARD, "(.+)"));
            byEnvironmentName.forEach((environmentName, name) -> {
                Matcher matcher = pattern.matcher(environmentName);
                if (matcher.matches()) {
                    String replacement = matcher.groupCount() == 0 ? environmentName(newName)
                            : environmentName(newName).replace(WILDCARD, matcher.group(1));
                    requirePresent(byEnvironmentName.containsKey(replacement), name, oldName, newName);
                }
            });
        });
    }

    private static void requirePresent(boolean replaced, String name, String oldName, String newName) {
        String message = "The setting '%s' has a new name: %s is now %s".formatted(name, oldName, newName);
        if (!replaced) {
            throw new IllegalArgumentException(message);
        }
        LOG.warnf("%s. The old one is ignored", message);
    }

    /**
     * MicroProfile Config 3.1, "Environment Variables Mapping Rules": other characters become underscores, letters capitals.
     */
    private static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
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
