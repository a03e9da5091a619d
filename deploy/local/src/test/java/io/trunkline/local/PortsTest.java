package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void returnsTheDocumentedDefaults() {
        Ports ports = Ports.standard();

        assertThat(ports.byName()).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                Map.entry("edge", 8080), Map.entry("simulator", 8090), Map.entry("postgres", 15432), Map.entry("kafka", 19092),
                Map.entry("inventory-service", 8081), Map.entry("inventory-service-management", 9081),
                Map.entry("provisioning-service", 8082), Map.entry("provisioning-service-management", 9082),
                Map.entry("carrier-gateway", 8083), Map.entry("carrier-gateway-management", 9083),
                Map.entry("webhook-router", 8084), Map.entry("webhook-router-management", 9084)));
    }

    @Test
    void readsTheEnvironment() {
        // When
        Ports ports = Ports.standard().with(Map.of("TRUNKLINE_PORT_EDGE", "18080",
                "TRUNKLINE_PORT_CARRIER_GATEWAY_MANAGEMENT", "0", "TRUNKLINE_POSTGRES_URL", "postgresql://a:b@c:1"));

        // Then
        assertThat(ports.of("edge")).isEqualTo(18080);
        assertThat(ports.management(Service.CARRIER)).isZero();
        assertThat(ports.http(Service.CARRIER)).isEqualTo(8083);
    }

    @Test
    void rejectsInvalidPorts() {
        assertThatThrownBy(() -> Ports.standard().with("edg", 1)).hasMessageContaining("No port is called edg")
                .hasMessageContaining("inventory-service-management");
        assertThatThrownBy(() -> Ports.standard().with("edge", 65_536)).hasMessageContaining("edge must be 0");
        assertThatThrownBy(() -> Ports.standard().with(Map.of("TRUNKLINE_PORT_KAFKA", "many")))
                .hasMessage("TRUNKLINE_PORT_KAFKA must be a number, not many");
    }

    @Test
    void resolvesZeroToFreePorts() {
        assertThat(Ports.free().resolved(Set.of()).byName().values()).doesNotContain(0).doesNotHaveDuplicates();
    }

    @Test
    void reportsEveryPortInUse() throws Exception {
        try (ServerSocket first = listen(); ServerSocket second = listen()) {
            // Given
            Ports ports = Ports.free().with("edge", first.getLocalPort()).with("webhook-router", second.getLocalPort());

            // When / Then
            assertThatThrownBy(() -> ports.resolved(Set.of()))
                    .hasMessageContaining("Port " + first.getLocalPort() + " for edge is in use")
                    .hasMessageContaining("Port " + second.getLocalPort() + " for webhook-router is in use")
                    .hasMessageContaining("--port edge=18080 or TRUNKLINE_PORT_EDGE=18080");
        }
    }

    @Test
    void rejectsDuplicatePorts() {
        Ports ports = Ports.standard().with("edge", 31_999).with("simulator", 31_999);

        assertThatThrownBy(() -> ports.resolved(Set.of())).hasMessageContaining("Port 31999");
    }

    @Test
    void ignoresPortsOfExternalServers() throws Exception {
        try (ServerSocket other = listen()) {
            Ports ports = Ports.free().with("kafka", other.getLocalPort());

            assertThat(ports.resolved(Set.of("kafka")).of("kafka")).isEqualTo(other.getLocalPort());
        }
    }

    private static ServerSocket listen() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
