package io.trunkline.kit.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * Every route of a service, from the OpenAPI document that it serves: the document is the committed one, and malformed
 * requests are rejected with the code that the API guide documents.
 */
public final class RouteContract {

    /** A committed document is rewritten with {@code -Dopenapi.write=true}. */
    private static final boolean WRITE = Boolean.getBoolean("openapi.write");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private final String service;
    private final URI document;
    private final String token;
    private final List<String> wrongAnswers = new ArrayList<>();
    private JsonNode openApi;
    private int requests;
    /** Whether the route that is checked takes a JSON body. */
    private boolean hasBody;

    /**
     * @param document the address of the service's document
     * @param token allows every route
     */
    public RouteContract(String service, URI document, String token) {
        this.service = service;
        this.document = document;
        this.token = token;
    }

    /** The served document is the committed one; the order of its fields is arbitrary. */
    public void assertCommitted() {
        Path committed = docs().resolve(service + ".json");
        try {
            if (WRITE) {
                Files.createDirectories(docs());
                JSON.writerWithDefaultPrettyPrinter().writeValue(committed.toFile(), JSON.treeToValue(served(), Map.class));
            }
            assertThat(served()).as("docs/openapi/%s.json; rewrite it with -Dopenapi.write=true", service)
                    .isEqualTo(JSON.readTree(committed.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode served() throws IOException {
        return JSON.readTree(given().queryParam("format", "json").get(document).then().statusCode(200).extract().asString());
    }

    /** No malformed request is accepted, changed in meaning or answered with a 5xx. */
    public void assertStrict() {
        try {
            openApi = served();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openApi.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> checkOperation(operation.getKey(), path.getKey(), operation.getValue())));
        assertThat(requests).as("malformed requests").isPositive();
        assertThat(wrongAnswers).isEmpty();
    }

    private void checkOperation(String method, String path, JsonNode operation) {
        String valid = withValues(path);
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        hasBody = !body.isMissingNode();
        checkBody(method, valid, body);
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asText();
            boolean uuid = resolve(parameter.path("schema")).path("format").asText().equals("uuid");
            switch (parameter.path("in").asText()) {
                case "path" -> {
                    if (uuid) {
                        for (String id : List.of("1-1-1-1-1", "zzzzzzzz-0000-0000-0000-000000000000", "7")) {
                            expect(method, valid(path, name, id), 404, "NOT_FOUND");
                        }
                    }
                }
                case "query" -> checkQuery(method, valid, name, uuid, resolve(parameter.path("schema")));
                case "header" -> {
                    if (name.equals("Idempotency-Key")) {
                        expect(request().header(name, " ").contentType(ContentType.JSON), method, valid, 400,
                                "IDEMPOTENCY_KEY_MALFORMED");
                        expect(request().header(name, "k1", "k2").contentType(ContentType.JSON), method, valid, 400,
                                "IDEMPOTENCY_KEY_MALFORMED");
                    }
                }
                default -> throw new IllegalStateException("A parameter in " + parameter.path("in"));
            }
        }
    }

    private String valid(String path, String name, String id) {
        return withValues(path.replace("{" + name + "}", id));
    }

    private String withValues(String path) {
        return path.replace("{service}", service).replaceAll("\\{[^}]*[iI]d\\}", UUID.randomUUID().toString())
                .replaceAll("\\{[^}]*\\}", "any");
    }

    private void checkQuery(String method, String path, String name, boolean uuid, JsonNode schema) {
        expect(method, path + "?" + name + "=%00", 400, "INVALID_INPUT");
        if (uuid) {
            expect(method, path + "?" + name + "=1-1-1-1-1", 400, "INVALID_INPUT");
        }
        if (types(schema).contains("integer")) {
            for (String value : List.of("", "x", "1.5", "99999999999", "-1")) {
                expect(method, path + "?" + name + "=" + value, 400, "INVALID_INPUT");
            }
        }
        if (name.equals("cursor")) {
            expect(method, path + "?cursor=", 400, "INVALID_INPUT");
            expect(method, path + "?cursor=!", 400, "INVALID_CURSOR");
        }
    }

    private void checkBody(String method, String path, JsonNode reference) {
        JsonNode schema = resolve(reference);
        if (schema.isMissingNode()) {
            return;
        }
        for (String body : List.of("{", "[]", "1", "\"x\"", "{} {}")) {
            expectBody(method, path, body, "MALFORMED_REQUEST");
        }
        expectBody(method, path, "{\"noSuchField\":1}", "UNKNOWN_FIELD");
        schema.path("properties").properties().forEach(property -> {
            String name = "\"" + property.getKey() + "\":";
            for (String value : valuesOfOtherTypes(resolve(property.getValue()))) {
                expectBody(method, path, "{" + name + value + "}", "MALFORMED_REQUEST");
            }
            expectBody(method, path, "{" + name + "null," + name + "null}", "MALFORMED_REQUEST");
        });
    }

    private List<String> valuesOfOtherTypes(JsonNode schema) {
        List<String> types = types(schema);
        if (types.contains("string")) {
            return List.of("7", "1.5", "true", "{}", "[]", "\"a\\u0000\"");
        }
        if (types.contains("integer")) {
            return List.of("\"7\"", "1.5", "true", "{}", "[]", "\"\"");
        }
        if (types.contains("boolean")) {
            return List.of("0", "\"false\"", "\"FALSE\"", "{}", "[]");
        }
        if (types.contains("array")) {
            return List.of("7", "\"x\"", "{}", "[{}]");
        }
        return types.contains("object") ? List.of("7", "\"x\"", "[]") : List.of();
    }

    private static List<String> types(JsonNode schema) {
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.asText());
        }
        type.forEach(each -> types.add(each.asText()));
        return types;
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.has("$ref") ? schema : schema.path("anyOf").path(0);
        return reference.has("$ref") ? openApi.at(reference.path("$ref").asText().substring(1)) : schema;
    }

    private void expectBody(String method, String path, String body, String code) {
        expect(request().contentType(ContentType.JSON).body(body), method, path, 400, code, body);
    }

    private void expect(String method, String path, int status, String code) {
        expect(hasBody ? request().contentType(ContentType.JSON).body("{}") : request(), method, path, status, code);
    }

    private void expect(RequestSpecification request, String method, String path, int status, String code) {
        expect(request, method, path, status, code, "");
    }

    private void expect(RequestSpecification request, String method, String path, int status, String code, String body) {
        requests++;
        Response response = request.request(method, path);
        boolean problem = response.contentType().startsWith("application/problem+json");
        if (response.statusCode() != status || !problem || !code.equals(response.path("code"))) {
            wrongAnswers.add("%s %s %s: %d %s instead of %d %s".formatted(method, path, body, response.statusCode(),
                    problem ? response.path("code") : response.contentType(), status, code));
        }
    }

    private RequestSpecification request() {
        return given().urlEncodingEnabled(false).auth().oauth2(token);
    }

    private static Path docs() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docs/api.md"))) {
                return folder.resolve("docs/openapi");
            }
        }
        throw new IllegalStateException("docs/ is not in a parent folder");
    }
}
