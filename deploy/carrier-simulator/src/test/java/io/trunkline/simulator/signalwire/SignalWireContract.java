package io.trunkline.simulator.signalwire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.main.JsonSchemaFactory;

import io.trunkline.simulator.Api.Exchange;

/**
 * Validates requests and responses against SignalWire's OpenAPI document. It is OpenAPI 3.1, which the validator for Twilio
 * cannot load, so the JSON Schema library below that validator is used directly. That library supports neither
 * {@code unevaluatedProperties} nor the format {@code uuid}: both are converted first.
 */
final class SignalWireContract {

    private static final String BASE = "/api/laml/2010-04-01";

    private final JsonSchemaFactory schemas = JsonSchemaFactory.byDefault();
    private final JsonNode document;

    SignalWireContract(Path file) {
        try {
            document = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        toDraft4(document);
    }

    /** Fails unless the request and the response match the document. */
    Exchange check(Exchange exchange) {
        String[] pathAndQuery = exchange.path().split("\\?", 2);
        String method = exchange.request().method().toLowerCase();
        String operation = operation(pathAndQuery[0].substring(BASE.length()), method);
        List<String> errors = new ArrayList<>();
        errors.addAll(query(operation, pathAndQuery.length == 2 ? pathAndQuery[1] : ""));
        errors.addAll(form(operation, exchange.requestBody()));
        errors.addAll(response(operation, exchange));
        assertThat(errors).as("%s %s %s -> %s %s", method, exchange.path(), exchange.requestBody(), exchange.status(),
                exchange.response().body()).isEmpty();
        return exchange;
    }

    private String operation(String path, String method) {
        List<String> paths = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);
        return paths.stream().filter(name -> path.matches(name.replaceAll("\\{[^}]*}", "[^/]+")))
                .filter(name -> document.path("paths").path(name).has(method)).findFirst()
                .map(name -> "/paths/" + name.replace("/", "~1") + "/" + method)
                .orElseThrow(() -> new AssertionError("Not in the document: " + method + " " + path));
    }

    private List<String> query(String operation, String query) {
        Map<String, String> known = new TreeMap<>();
        for (int i = 0; i < document.at(operation + "/parameters").size(); i++) {
            String parameter = resolve(operation + "/parameters/" + i);
            if (document.at(parameter + "/in").asText().equals("query")) {
                known.put(document.at(parameter + "/name").asText(), parameter + "/schema");
            }
        }
        List<String> errors = new ArrayList<>();
        pairs(query).forEach((name, values) -> errors.addAll(known.containsKey(name)
                ? errors(known.get(name), typed(known.get(name), values))
                : List.of("Unknown parameter " + name)));
        return errors;
    }

    private List<String> form(String operation, String form) {
        String body = operation + "/requestBody/content/application~1x-www-form-urlencoded/schema";
        if (document.at(body).isMissingNode()) {
            return form == null ? List.of() : List.of("A body is not expected");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        String schema = resolve(body);
        pairs(form == null ? "" : form).forEach((name, values) -> object.set(name,
                typed(schema + "/properties/" + name, values)));
        return errors(schema, object);
    }

    private List<String> response(String operation, Exchange exchange) {
        String documented = operation + "/responses/" + exchange.status();
        if (document.at(documented).isMissingNode()) {
            return List.of("Status " + exchange.status() + " is not documented");
        }
        String schema = documented + "/content/application~1json/schema";
        if (document.at(schema).isMissingNode()) {
            return exchange.response().body().isEmpty() ? List.of() : List.of("An answer is not expected");
        }
        return errors(schema, exchange.json());
    }

    /** Converts the text of a query or form to the number, boolean or list of the schema. */
    private JsonNode typed(String schema, List<String> values) {
        JsonNode type = document.at(resolve(schema)).path("type");
        String value = values.get(0);
        if (values.size() > 1) {
            return new ObjectMapper().valueToTree(values);
        }
        if (type.asText().equals("integer") && value.matches("-?[0-9]{1,18}")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(value));
        }
        if (type.asText().equals("boolean") && value.matches("true|false")) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
        }
        return JsonNodeFactory.instance.textNode(value);
    }

    private List<String> errors(String pointer, JsonNode value) {
        try {
            return StreamSupport.stream(
                    schemas.getJsonSchema(document, resolve(pointer)).validate(value, true).spliterator(), false)
                    .filter(message -> message.getLogLevel().compareTo(LogLevel.ERROR) >= 0)
                    .map(ProcessingMessage::toString).toList();
        } catch (ProcessingException e) {
            throw new AssertionError("The schema " + pointer + " cannot be used", e);
        }
    }

    /** Follows the references of a pointer. */
    private String resolve(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isTextual() ? resolve(reference.asText().substring(1)) : pointer;
    }

    private static void toDraft4(JsonNode node) {
        node.forEach(SignalWireContract::toDraft4);
        if (node instanceof ObjectNode object && object.path("unevaluatedProperties").isObject()) {
            object.put("additionalProperties", false);
        }
        if (node instanceof ObjectNode object && object.path("format").asText().equals("uuid")) {
            object.put("pattern", "^" + SignalWireClient.UUID + "$");
        }
    }

    private static Map<String, List<String>> pairs(String encoded) {
        Map<String, List<String>> pairs = new TreeMap<>();
        for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            pairs.computeIfAbsent(decode(nameAndValue[0]), name -> new ArrayList<>()).add(decode(nameAndValue[1]));
        }
        return pairs;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
