package io.trunkline.local;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Maps paths to services, as the Kubernetes ingress does. */
final class Routes {

    private static final String ONE = "/[^/]+";

    private static final List<Route> ROUTES = List.of(
            Route.below(Service.INVENTORY, "/api/admin/phone-numbers"),
            Route.below(Service.PROVISIONING, "/api/phone", "/api/workspaces" + ONE + "/phone-numbers",
                    "/api/numbers/purchase", "/api/numbers" + ONE + "/release", "/api/wallet", "/api/admin/wallets",
                    "/api/operations", "/api/admin/operations"),
            Route.below(Service.CARRIER, "/api/admin/carriers", "/api/admin/orders", "/api/numbers/search"),
            Route.below(Service.WEBHOOK, "/api/webhooks", "/api/voice-agent", "/api/admin/webhooks",
                    "/api/workspaces" + ONE + "/(?:conversations|messages|contacts|calls)"));

    private Routes() {
    }

    static Optional<Service> of(String path) {
        return ROUTES.stream()
                .filter(route -> route.path.matcher(path).matches())
                .map(Route::service)
                .findFirst();
    }

    private record Route(Pattern path, Service service) {

        /** Includes the service's dead letters, which have the same paths in every service. */
        static Route below(Service service, String... prefixes) {
            return new Route(Pattern.compile("(?:" + String.join("|", prefixes) + "|/api/admin/dead-letters/" + service.id()
                    + ")(?:/.*)?"), service);
        }
    }
}
