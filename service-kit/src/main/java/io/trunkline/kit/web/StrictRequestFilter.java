package io.trunkline.kit.web;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/**
 * Rejects what would otherwise be ignored or fail late: U+0000 in the path or the query, and an empty or
 * repeated paging parameter.
 */
class StrictRequestFilter {

    private static final List<String> PAGING = List.of("limit", "cursor");

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        Map<String, List<String>> query = request.getUriInfo().getQueryParameters();
        if (containsNul(request.getUriInfo().getPath()) || query.entrySet().stream()
                .anyMatch(parameter -> containsNul(parameter.getKey())
                        || parameter.getValue().stream().anyMatch(StrictRequestFilter::containsNul))) {
            throw new ProblemException(CommonError.INVALID_INPUT, "The address contains U+0000, which cannot be stored");
        }
        for (String name : PAGING) {
            List<String> values = query.getOrDefault(name, List.of());
            if (values.size() > 1 || values.contains("")) {
                throw new ProblemException(CommonError.INVALID_INPUT,
                        "The parameter '" + name + "' must have one value, or be left out");
            }
        }
    }

    private static boolean containsNul(String text) {
        return text.indexOf('\0') >= 0;
    }
}
