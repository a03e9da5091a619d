package io.trunkline.simulator.telnyx.number;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.JsonBody;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxApi.Data;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxIds;

/** Changes many numbers at once, and is the one way to set a deletion lock. Jobs are done when they are answered. */
@Path("/telnyx/v2/phone_numbers/jobs")
@Blocking
public class NumberJobsResource {

    private final TelnyxApi api;
    private final PhoneNumberStore numbers;
    private final NumberSettings settings;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    NumberJobsResource(TelnyxApi api, PhoneNumberStore numbers, NumberSettings settings) {
        this.api = api;
        this.numbers = numbers;
        this.settings = settings;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Done(String id, String phoneNumber) {
    }

    private record Failed(String id) {
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Job(String id, String recordType, String type, String status, List<Done> phoneNumbers,
            List<Done> pendingOperations, List<Done> successfulOperations, List<Failed> failedOperations, Instant createdAt,
            Instant updatedAt) {
    }

    @POST
    @Path("/update_phone_numbers")
    public Uni<Response> update(Map<String, Object> body) {
        return api.respond(Operation.CONFIGURE, null, () -> {
            Map<String, Object> changes = new LinkedHashMap<>(settings.bulk(body));
            JsonBody.require(changes, "phone_numbers");
            List<?> ids = (List<?>) changes.remove("phone_numbers");
            return Response.status(202).entity(new Data(done(ids, changes))).build();
        });
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return api.execute(Operation.LIST, null,
                () -> Optional.ofNullable(jobs.get(id)).orElseThrow(TelnyxException::notFound));
    }

    private Job done(List<?> ids, Map<String, Object> changes) {
        List<Done> successful = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (Object id : ids) {
            if (numbers.byId(api.account(), id.toString()).isPresent()) {
                successful.add(new Done(id.toString(), numbers.configure(api.account(), id.toString(), changes).e164()));
            } else {
                failed.add(new Failed(id.toString()));
            }
        }
        Instant now = Instant.now();
        Job job = new Job(TelnyxIds.uuid(), "phone_numbers_job", "update_phone_numbers",
                successful.isEmpty() ? "failed" : "completed", successful, List.of(), successful, failed, now, now);
        jobs.put(job.id(), job);
        return job;
    }
}
