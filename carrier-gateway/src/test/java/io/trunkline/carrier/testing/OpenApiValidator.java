package io.trunkline.carrier.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.main.JsonSchemaFactory;

import io.trunkline.carrier.testing.RecordingProxy.Exchange;

/**
 * Validates requests against a carrier's OpenAPI document, 3.0 or 3.1: the operation exists, required parameters are present,
 * undocumented ones are absent, and every value matches its schema. Values of a form are text, and become numbers only where
 * the schema has a number. Parts of the document are addressed by JSON pointers.
 */
public final class OpenApiValidator {

    private static final String UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_CHARACTERS = 20_000_000;
    /** Cached, because parsing Telnyx' document takes seconds. */
    private static final Map<Path, OpenApiValidator> CACHE = new ConcurrentHashMap<>();

    private final JsonSchemaFactory schemas = JsonSchemaFactory.byDefault();
    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode document;
    private final String base;

    /** @param in query or path */
    private record Parameter(String name, String in, boolean required, String schema) {
    }

    /** @param values of the variables in its path */
    private record Operation(String pointer, List<Parameter> parameters, Map<String, String> values) {
    }

    private OpenApiValidator(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        try {
            document = new ObjectMapper(YAMLFactory.builder().loaderOptions(options).build()).readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        base = URI.create(document.at("/servers/0/url").asText().replaceAll("\\{[^}]*}", "any")).getPath();
        forbidUnknownMembers(document);
    }

    /** The validator. If the document is missing, the calling test is reported as skipped. */
    public static OpenApiValidator require(String name) {
        return CACHE.computeIfAbsent(OpenApiDocuments.require(name), OpenApiValidator::new);
    }

    /** The errors of a request; empty for a valid one. */
    public List<String> violations(Exchange request) {
        String[] target = request.target().split("\\?", 2);
        Optional<Operation> found = operation(request.method().toLowerCase(Locale.ROOT), target[0]);
        List<String> errors = new ArrayList<>();
        found.ifPresentOrElse(operation -> {
            errors.addAll(credentials(request, operation));
            errors.addAll(parameters(operation, target.length == 2 ? target[1] : ""));
            errors.addAll(body(request, resolve(operation.pointer() + "/requestBody")));
        }, () -> errors.add("No such operation"));
        return errors.stream().map(error -> request.method() + " " + request.target() + ": " + error).toList();
    }

    /** If several paths match, the one with the fewest variables. */
    private Optional<Operation> operation(String method, String path) {
        return names(document.path("paths")).stream().filter(name -> document.path("paths").path(name).has(method))
                .filter(name -> pattern(name).matcher(path).matches())
                .min(Comparator.comparing(name -> variables(name).size()))
                .map(name -> {
                    String item = "/paths/" + escape(name);
                    List<Parameter> parameters = new ArrayList<>(parametersAt(item + "/parameters"));
                    parameters.addAll(parametersAt(item + "/" + method + "/parameters"));
                    Matcher values = pattern(name).matcher(path);
                    Map<String, String> valueOf = new LinkedHashMap<>();
                    for (int i = 0; values.matches() && i < values.groupCount(); i++) {
                        valueOf.put(variables(name).get(i), decode(values.group(i + 1)));
                    }
                    return new Operation(item + "/" + method, parameters, valueOf);
                });
    }

    private Pattern pattern(String path) {
        return Pattern.compile(Pattern.quote(base + path).replaceAll("\\{[^}]*}", "\\\\E([^/]+)\\\\Q"));
    }

    private static List<String> variables(String path) {
        return Pattern.compile("\\{([^}]*)}").matcher(path).results().map(variable -> variable.group(1)).toList();
    }

    private List<Parameter> parametersAt(String pointer) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < document.at(pointer).size(); i++) {
            String at = resolve(pointer + "/" + i);
            JsonNode parameter = document.at(at);
            parameters.add(new Parameter(parameter.path("name").asText(), parameter.path("in").asText(),
                    parameter.path("required").asBoolean(), at + "/schema"));
        }
        return parameters;
    }

    private List<String> credentials(Exchange request, Operation operation) {
        JsonNode security = document.at(operation.pointer() + "/security");
        String name = names((security.isMissingNode() ? document.path("security") : security).path(0)).get(0);
        String scheme = document.at("/components/securitySchemes/" + name + "/scheme").asText().toLowerCase(Locale.ROOT);
        return header(request, "Authorization").toLowerCase(Locale.ROOT).startsWith(scheme + " ") ? List.of()
                : List.of("No credentials of the kind " + scheme);
    }

    private List<String> parameters(Operation operation, String query) {
        Map<String, JsonNode> given = new LinkedHashMap<>();
        operation.values().forEach((name, value) -> given.put(name, JsonNodeFactory.instance.textNode(value)));
        pairs(query).forEach((name, values) -> put(given, operation.parameters(), name, values));
        List<String> errors = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            JsonNode value = given.remove(parameter.name());
            if (value != null) {
                errors(parameter.schema(), value).forEach(error -> errors.add(parameter.name() + ": " + error));
            } else if (parameter.required() && !parameter.in().equals("header")) {
                errors.add("The parameter " + parameter.name() + " is missing");
            }
        }
        given.keySet().forEach(name -> errors.add("The parameter " + name + " is unknown"));
        return errors;
    }

    /** {@code filter[a][b]=x} is the member {@code b} of the member {@code a} of {@code filter}: style deepObject. */
    private void put(Map<String, JsonNode> given, List<Parameter> parameters, String name, List<String> values) {
        int bracket = name.indexOf('[');
        Optional<Parameter> whole = parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
        if (whole.isPresent() || bracket < 0) {
            given.put(name, convert(whole.map(Parameter::schema).orElse(""), values));
            return;
        }
        String root = name.substring(0, bracket);
        String schema = parameters.stream().filter(parameter -> parameter.name().equals(root)).map(Parameter::schema)
                .findFirst().orElse("");
        ObjectNode object = (ObjectNode) given.computeIfAbsent(root, key -> JsonNodeFactory.instance.objectNode());
        put(object, schema, List.of(name.substring(bracket + 1, name.length() - 1).split("]\\[", -1)), values);
    }

    private void put(ObjectNode object, String schema, List<String> path, List<String> values) {
        String member = path.get(0);
        String of = resolve(schema) + "/properties/" + escape(member);
        if (path.size() == 1) {
            object.set(member, convert(of, values));
        } else if (path.get(1).isEmpty()) {
            object.set(member, json.valueToTree(values));
        } else {
            put(object.withObjectProperty(member), of, path.subList(1, path.size()), values);
        }
    }

    private List<String> body(Exchange request, String pointer) {
        JsonNode expected = document.at(pointer + "/content");
        if (request.body().isEmpty() || expected.isMissingNode()) {
            return request.body().isEmpty() == expected.isMissingNode() ? List.of()
                    : List.of(expected.isMissingNode() ? "A body is not expected" : "A body is expected");
        }
        String type = header(request, "Content-Type").split(";")[0].trim();
        if (!expected.has(type)) {
            return List.of("A body of type '" + type + "' is not expected");
        }
        String schema = resolve(pointer + "/content/" + escape(type) + "/schema");
        return errors(schema, type.equals(FORM) ? form(request.body(), schema) : read(request.body()));
    }

    private ObjectNode form(String body, String schema) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        pairs(body).forEach((name, values) -> form.set(name, convert(schema + "/properties/" + escape(name), values)));
        return form;
    }

    /** Queries and forms contain text only; it is converted to the number, boolean or list of the schema. */
    private JsonNode convert(String schema, List<String> values) {
        String type = schema.isEmpty() ? "" : document.at(resolve(schema)).path("type").asText();
        String value = values.get(0);
        if (values.size() > 1 || type.equals("array")) {
            return json.valueToTree(values);
        }
        if (type.equals("integer") && value.matches("-?[0-9]{1,18}")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(value));
        }
        if (type.equals("boolean") && value.matches("true|false")) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
        }
        return JsonNodeFactory.instance.textNode(value);
    }

    private List<String> errors(String pointer, JsonNode value) {
        try {
            return StreamSupport.stream(schemas.getJsonSchema(document, resolve(pointer)).validate(value, true).spliterator(),
                    false).filter(message -> message.getLogLevel().compareTo(LogLevel.ERROR) >= 0)
                    .map(ProcessingMessage::toString).toList();
        } catch (ProcessingException e) {
            throw new AssertionError("The schema " + pointer + " cannot be used", e);
        }
    }

    /** The target of a pointer after its references are resolved. */
    private String resolve(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isTextual() ? resolve(reference.asText().substring(1)) : pointer;
    }

    /**
     * Forbids undocumented members, unless the schema is only a part of another. The validation library supports neither 3.1's
     * {@code unevaluatedProperties} nor the format {@code uuid}, so both are translated.
     */
    private static void forbidUnknownMembers(JsonNode node) {
        if (node.isArray()) {
            node.forEach(OpenApiValidator::forbidUnknownMembers);
            return;
        }
        names(node).stream().filter(name -> !name.equals("allOf")).forEach(name -> forbidUnknownMembers(node.path(name)));
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        JsonNode members = schema.path("properties");
        if (schema.path("unevaluatedProperties").isObject() || members.isObject() && !schema.has("additionalProperties")
                && StreamSupport.stream(members.spliterator(), false).allMatch(JsonNode::isObject)) {
            schema.put("additionalProperties", false);
        }
        if (schema.path("format").asText().equals("uuid") && schema.path("type").isTextual()) {
            schema.put("pattern", UUID);
        }
    }

    private static Map<String, List<String>> pairs(String encoded) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            pairs.computeIfAbsent(decode(nameAndValue[0]), name -> new ArrayList<>())
                    .add(decode(nameAndValue.length == 2 ? nameAndValue[1] : ""));
        }
        return pairs;
    }

    private static String header(Exchange request, String name) {
        return request.headers().entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().get(0)).findFirst().orElse("");
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
