package io.trunkline.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A response.
 *
 * @param request method and path, for messages
 * @param took from the request to the last byte
 */
public record ApiResponse(String request, int status, HttpHeaders headers, byte[] bytes, Duration took) {

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** A missing node when the body is not JSON. */
    public JsonNode json() {
        try {
            return Api.JSON.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The problem's code. */
    public String code() {
        return json().path("code").asText();
    }

    public ApiResponse expect(Integer... statuses) {
        assertThat(status).as("%s was answered %s", request, this).isIn((Object[]) statuses);
        return this;
    }

    /** A problem of RFC 9457 without internal details. */
    public ApiResponse expectProblem(int expectedStatus, String... codes) {
        expect(expectedStatus);
        assertThat(headers.firstValue("content-type").orElse("none")).as("%s: %s", request, this)
                .startsWith("application/problem+json");
        assertThat(code()).as("%s: %s", request, this).isIn((Object[]) codes);
        assertThat(json().path("status").asInt()).as("%s: %s", request, this).isEqualTo(expectedStatus);
        assertThat(json().path("title").asText()).as("%s: %s", request, this).isNotBlank();
        assertThat(text()).as(request).doesNotContain("Exception", "io.trunkline", "java.", "\tat ", "jakarta.", "org.");
        return this;
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
