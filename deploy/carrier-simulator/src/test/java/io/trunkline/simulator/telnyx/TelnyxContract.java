package io.trunkline.simulator.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.core.report.ProcessingReport;
import com.github.fge.jsonschema.main.JsonSchemaFactory;

import io.trunkline.simulator.Api.Exchange;

/**
 * Validates requests and responses against Telnyx's OpenAPI document. It is OpenAPI 3.1, which the validator for Twilio cannot
 * load, so the JSON Schema library below that validator is used directly, with a pointer to each schema. Members that are not
 * in the document are errors.
 */
final class TelnyxContract {

    private static final int MAX_CODE_POINTS = 20_000_000;
    private static final String JSON = "/content/application~1json/schema";

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.byDefault();
    private final JsonNode document;

    TelnyxContract(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        try {
            document = new ObjectMapper(YAMLFactory.builder().loaderOptions(options).build()).readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forbidUnknownMembers(document);
    }

    /** Fails unless the request and the response match the document. */
    Exchange check(Exchange exchange) {
        String[] parts = exchange.path().split("\\?", 2);
        String method = exchange.request().method().toLowerCase();
        String path = operation(parts[0], method);
        String operation = path + "/" + method;
        List<String> errors = new ArrayList<>();
        errors.addAll(parameters(parts.length == 2 ? parts[1] : "", List.of(path, operation)));
        errors.addAll(request(exchange, resolve(operation + "/requestBody")));
        errors.addAll(response(exchange, operation));
        assertThat(errors).as("%s %s %s -> %s %s", method, exchange.path(), exchange.requestBody(), exchange.status(),
                exchange.response().body()).isEmpty();
        return exchange;
    }

    /**
     * Fails unless the event matches the schema. {@code meta}, which some schemas lack, is allowed.
     */
    void checkEvent(JsonNode event, String schema) {
        String pointer = "/components/schemas/" + schema;
        ObjectNode body = event.deepCopy();
        if (document.at(pointer + "/properties/meta").isMissingNode()) {
            body.remove("meta");
        }
        assertThat(errors(pointer, body)).as("%s", event).isEmpty();
    }

    /** The matching path with the fewest variables. */
    private String operation(String path, String method) {
        return names(document.path("paths")).filter(name -> path.matches(name.replaceAll("\\{[^}]*}", "[^/]+")))
                .filter(name -> document.path("paths").path(name).has(method))
                .min(Comparator.comparing(name -> name.chars().filter(letter -> letter == '{').count()))
                .map(name -> "/paths/" + name.replace("~", "~0").replace("/", "~1"))
                .orElseThrow(() -> new AssertionError("Not in the document: " + method + " " + path));
    }

    private List<String> parameters(String query, List<String> owners) {
        Map<String, JsonNode> given = new TreeMap<>();
        Map<String, String> schemaOf = new TreeMap<>();
        for (String owner : owners) {
            for (int i = 0; i < document.at(owner + "/parameters").size(); i++) {
                String parameter = resolve(owner + "/parameters/" + i);
                schemaOf.put(document.at(parameter + "/name").asText(), parameter + "/schema");
            }
        }
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            put(given, schemaOf, decode(nameAndValue[0]), decode(nameAndValue[1]));
        }
        List<String> errors = new ArrayList<>();
        given.forEach((name, value) -> errors.addAll(schemaOf.containsKey(name) ? errors(schemaOf.get(name), value)
                : List.of("Unknown parameter " + name)));
        return errors;
    }

    /** {@code filter[a][b]=x} becomes {@code {"a":{"b":"x"}}} of the parameter {@code filter}: style deepObject. */
    private void put(Map<String, JsonNode> given, Map<String, String> schemaOf, String name, String value) {
        int bracket = name.indexOf('[');
        if (bracket < 0 || schemaOf.containsKey(name)) {
            given.put(name, typed(schemaOf.get(name), value));
            return;
        }
        String root = name.substring(0, bracket);
        ObjectNode object = (ObjectNode) given.computeIfAbsent(root, key -> JsonNodeFactory.instance.objectNode());
        String schema = schemaOf.get(root);
        String[] members = name.substring(bracket + 1, name.length() - 1).split("]\\[");
        for (int i = 0; i < members.length - 1; i++) {
            object = object.withObjectProperty(members[i]);
            schema = schema == null ? null : resolve(resolve(schema) + "/properties/" + members[i]);
        }
        String last = members[members.length - 1];
        if (name.endsWith("[]")) {
            String array = name.substring(0, name.length() - 2);
            object = (ObjectNode) given.get(root);
            object.withArrayProperty(array.substring(array.lastIndexOf('[') + 1, array.length() - 1)).add(value);
        } else {
            object.set(last, typed(schema == null ? null : resolve(schema) + "/properties/" + last, value));
        }
    }

    private JsonNode typed(String schema, String value) {
        String type = schema == null ? "" : document.at(resolve(schema) + "/type").asText();
        if (type.equals("integer") && value.matches("-?[0-9]{1,18}")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(value));
        }
        if (type.equals("boolean") && value.matches("true|false")) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
        }
        return JsonNodeFactory.instance.textNode(value);
    }

    private List<String> request(Exchange exchange, String body) {
        if (document.at(body).isMissingNode()) {
            return exchange.requestBody() == null || exchange.requestBody().equals("{}") ? List.of()
                    : List.of("A body is not expected");
        }
        return exchange.requestBody() == null ? List.of("A body is expected")
                : errors(body + JSON, read(exchange.requestBody()));
    }

    private List<String> response(Exchange exchange, String operation) {
        String status = String.valueOf(exchange.status());
        Optional<String> documented = Stream.of(status, status.charAt(0) + "XX", "default")
                .map(key -> operation + "/responses/" + key).filter(key -> !document.at(key).isMissingNode()).findFirst();
        if (documented.isEmpty()) {
            return List.of("Status " + status + " is not documented");
        }
        String schema = resolve(documented.get()) + JSON;
        return document.at(schema).isMissingNode() ? List.of() : errors(schema, exchange.json());
    }

    private List<String> errors(String pointer, JsonNode value) {
        try {
            ProcessingReport report = schemas.getJsonSchema(document, resolve(pointer)).validate(value, true);
            return StreamSupport.stream(report.spliterator(), false)
                    .filter(message -> message.getLogLevel().compareTo(LogLevel.ERROR) >= 0)
                    .map(ProcessingMessage::toString).toList();
        } catch (ProcessingException e) {
            throw new AssertionError("The schema " + pointer + " cannot be used", e);
        }
    }

    /** Follows the references of a pointer. */
    private String resolve(String pointer) {
        JsonNode reference = document.at(JsonPointer.compile(pointer)).path("$ref");
        return reference.isTextual() ? resolve(reference.asText().substring(1)) : pointer;
    }

    /** Forbids members that are not named, unless the schema is part of another. */
    private static void forbidUnknownMembers(JsonNode node) {
        if (node instanceof ArrayNode) {
            node.forEach(TelnyxContract::forbidUnknownMembers);
            return;
        }
        names(node).filter(name -> !name.equals("allOf")).forEach(name -> forbidUnknownMembers(node.path(name)));
        JsonNode members = node.path("properties");
        if (members.isObject() && !node.has("additionalProperties")
                && StreamSupport.stream(members.spliterator(), false).allMatch(JsonNode::isObject)) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
    }

    private static Stream<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    private JsonNode read(String json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
