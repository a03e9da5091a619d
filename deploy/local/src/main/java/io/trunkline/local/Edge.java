package io.trunkline.local;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/**
 * The public address of the services, in place of the Kubernetes ingress. Bodies, paths and query strings are forwarded
 * unchanged, because webhook signatures are computed over them. Proxy headers of the client are removed.
 */
final class Edge implements AutoCloseable {

    private static final String PROBLEM = "application/problem+json";
    private static final String CONNECTED = "reached";
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    /* Longer than any response of the services takes, so that only a service that hangs exceeds it. */
    private static final long RESPONSE_TIMEOUT_MS = 60_000;
    private static final int MAX_CONNECTIONS_PER_INSTANCE = 256;
    /* The limit of Quarkus, so that the edge accepts all that a service accepts. */
    private static final int MAX_HEADERS = 20 * 1024;
    /* quarkus.http.limits.max-body-size of the services. */
    private static final long MAX_BODY = 1024 * 1024;
    /* Longer than a request waits for its response. */
    private static final int IDLE_TIMEOUT_SECONDS = 75;

    private final Map<Service, Instances> services;
    private final Vertx vertx;

    private Edge(Map<Service, List<URI>> services, Vertx vertx) {
        this.services = services.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, service -> new Instances(service.getValue())));
        this.vertx = vertx;
    }

    /** Listens on the loopback interface when this returns. The services may start later. */
    static Edge start(int port, Map<Service, List<URI>> services) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
        Edge edge = new Edge(services, vertx);
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setMaxPoolSize(MAX_CONNECTIONS_PER_INSTANCE)
                .setMaxHeaderSize(MAX_HEADERS));
        HttpProxy proxy = HttpProxy.reverseProxy(client)
                .origin(edge::connect)
                .addInterceptor(new UpstreamErrorInterceptor());
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEADERS)
                .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
                .setHandle100ContinueAutomatically(true)
                // Carriers use HTTP/1.1. After an upgrade to h2c the proxy (4.5.25) does not respond to an aborted request.
                .setHttp2ClearTextEnabled(false);
        await(vertx.createHttpServer(options)
                .requestHandler(request -> edge.handle(request, proxy))
                .invalidRequestHandler(Edge::reject)
                .listen(port, "127.0.0.1"));
        return edge;
    }

    private void handle(HttpServerRequest request, HttpProxy proxy) {
        if (Routes.of(request.path()).isEmpty()) {
            respond(request, 404, "NOT_FOUND", "Not found", "No service has this path.");
            return;
        }
        if (contentLength(request) > MAX_BODY) {
            respond(request, 413, "PAYLOAD_TOO_LARGE", "The request is too large", "A body has at most 1 MiB.");
            return;
        }
        removeProxyHeaders(request.headers());
        proxy.handle(request);
    }

    /** Called for a request that is not HTTP or exceeds a limit. */
    private static void reject(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            respond(request, 414, "URI_TOO_LONG", "The address is too long", "The first line has at most 4096 bytes.");
        } else if (cause instanceof TooLongHttpHeaderException) {
            respond(request, 431, "HEADERS_TOO_LARGE", "The headers are too large", "All headers have at most 20 KiB.");
        } else {
            respond(request, 400, "MALFORMED_REQUEST", "The request is malformed", "The request is not HTTP/1.1.");
        }
        request.connection().close();
    }

    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        // Netty rejects a length that is not a number.
        return length == null ? 0 : Long.parseLong(length);
    }

    private static void respond(HttpServerRequest request, int status, String code, String title, String detail) {
        request.response().setStatusCode(status).putHeader("content-type", PROBLEM)
                .end(problem(status, code, title, detail, request.path()));
    }

    private static void removeProxyHeaders(MultiMap headers) {
        List<String> proxyHeaders = headers.names().stream()
                .filter(name -> name.equalsIgnoreCase("forwarded") || name.equalsIgnoreCase("expect")
                        || name.regionMatches(true, 0, "x-forwarded-", 0, "x-forwarded-".length()))
                .toList();
        proxyHeaders.forEach(headers::remove);
    }

    private Future<HttpClientRequest> connect(ProxyContext context) {
        Instances instances = services.get(Routes.of(context.request().proxiedRequest().path()).orElseThrow());
        int first = instances.nextIndex();
        return connect(context.client(), instances, first, 0).onSuccess(request -> context.set(CONNECTED, true));
    }

    /** The request is sent only after the connection is established, so the next instance can be tried safely. */
    private static Future<HttpClientRequest> connect(HttpClient client, Instances instances, int first, int attempt) {
        URI instance = instances.at(first + attempt);
        return client.request(new RequestOptions().setHost(instance.getHost()).setPort(instance.getPort())
                .setIdleTimeout(RESPONSE_TIMEOUT_MS))
                .recover(failure -> attempt + 1 < instances.count()
                        ? connect(client, instances, first, attempt + 1)
                        : Future.failedFuture(failure));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static Buffer problem(int status, String code, String title, String detail, String path) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", path)
                .put("code", code)
                .toBuffer();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The edge cannot start or stop: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Round robin over the instances of one service. */
    private record Instances(List<URI> addresses, AtomicInteger next) {

        Instances(List<URI> addresses) {
            this(List.copyOf(addresses), new AtomicInteger());
        }

        int count() {
            return addresses.size();
        }

        int nextIndex() {
            return next.getAndIncrement() & Integer.MAX_VALUE;
        }

        URI at(int index) {
            return addresses.get(Math.floorMod(index, addresses.size()));
        }
    }

    /** Responds 503 when no instance could be reached, 502 when one may have received the request. */
    private static final class UpstreamErrorInterceptor implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            return context.sendRequest().recover(failure -> {
                boolean reached = context.get(CONNECTED, Boolean.class) != null;
                ProxyResponse response = context.request().release().response();
                if (!reached) {
                    response.putHeader("retry-after", "1");
                }
                int status = reached ? 502 : 503;
                return Future.succeededFuture(response
                        .setStatusCode(status)
                        .putHeader("content-type", PROBLEM)
                        .setBody(Body.body(problem(status, "UPSTREAM_UNAVAILABLE", "Service unavailable",
                                reached ? "The service closed the connection." : "The service cannot be reached.",
                                context.request().proxiedRequest().path()))));
            });
        }
    }
}
