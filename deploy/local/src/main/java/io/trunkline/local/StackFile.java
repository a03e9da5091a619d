package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** {@code stack.json}: the description of a running system. URLs have no trailing slash; file names are absolute. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StackFile(String edge, Map<String, Address> services, Kafka kafka, Postgres postgres, String simulator, Jwt jwt,
        TokenList tokens, Secrets secrets, String publicBaseUrl) {

    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The first instance, and all instances if there are several. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(String http, String management, List<Address> instances) {
    }

    public record Kafka(String bootstrapServers) {
    }

    /** @param databases database by name of its service */
    public record Postgres(String host, int port, String user, String password, Map<String, String> databases) {
    }

    public record Jwt(String issuer, String audience, String privateKeyFile, String publicKeyFile, String workspaceClaim,
            String rolesClaim) {
    }

    public record TokenList(String platformAdmin) {
    }

    public record Secrets(String clerkWebhook, Carriers carriers) {
    }

    public record Carriers(Twilio twilio, Telnyx telnyx, Signalwire signalwire) {
    }

    public record Twilio(String accountSid, String authToken) {
    }

    /** @param privateKey signs the simulator's webhooks */
    public record Telnyx(String apiKey, String publicKey, String privateKey) {
    }

    public record Signalwire(String projectId, String apiToken, String signingKey) {
    }

    /** Whether its edge accepts connections now. */
    boolean isRunning() {
        URI address = URI.create(edge);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes the file atomically, so that a reader never sees a part of it. */
    void write(Path file) {
        try {
            Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"),
                    MAPPER.writeValueAsString(this) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the description of a system that runs, or ran, here. */
    public static StackFile read(Path file) {
        try {
            return MAPPER.readValue(file.toFile(), StackFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
