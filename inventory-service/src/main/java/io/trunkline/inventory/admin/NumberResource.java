package io.trunkline.inventory.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.events.PhoneNumbers.Description;
import io.trunkline.inventory.admin.AddedNumbers.Result;
import io.trunkline.inventory.number.NumberStatus;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.idempotency.IdempotencyService;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Cursor;

/** Manages the stock of numbers, for platform admins. */
@Path("/api/admin/phone-numbers")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class NumberResource {

    private final StockService stock;
    private final IdempotencyService idempotency;
    private final Caller caller;

    NumberResource(StockService stock, IdempotencyService idempotency, Caller caller) {
        this.stock = stock;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    public Uni<NumberPage> list(@QueryParam("status") String status, @QueryParam("businessId") String businessId,
            @QueryParam("q") @Size(max = 100) String q, @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        NumberFilter filter = new NumberFilter(statusOf(status), businessId, q == null || q.isBlank() ? null : q.strip());
        return stock.list(filter, Cursor.parse(cursor), limit).flatMap(rows -> stock.counts().map(counts -> new NumberPage(
                rows.stream().limit(limit).map(NumberView::of).toList(), counts,
                Cursor.next(rows, limit, PhoneNumber::id))));
    }

    @POST
    public Uni<Response> add(@NotNull @Valid AddNumbers request, @HeaderParam("Idempotency-Key") String key) {
        String actor = caller.subject();
        return idempotency.once("POST /api/admin/phone-numbers", key, request,
                () -> add(request.numbers(), actor).map(added -> Response.ok(added).build()));
    }

    /** @return the number, which is pending until its carrier confirms the release */
    @DELETE
    public Uni<NumberView> remove(@QueryParam("id") @NotNull UUID id) {
        return stock.remove(id, caller.subject()).map(NumberView::of);
    }

    @GET
    @Path("/{id}/history")
    public Uni<TransitionView.Timeline> history(UUID id) {
        return stock.history(id).map(history -> {
            if (history.isEmpty()) {
                throw new ProblemException(CommonError.NOT_FOUND, "The number does not exist");
            }
            return new TransitionView.Timeline(history.stream().map(TransitionView::of).toList());
        });
    }

    private Uni<AddedNumbers> add(List<String> numbers, String actor) {
        List<Description> valid = numbers.stream().map(PhoneNumbers::describe).flatMap(Optional::stream).distinct().toList();
        return stock.add(valid, actor).map(added -> {
            Map<String, UUID> notReported = new HashMap<>(added);
            return new AddedNumbers(numbers.stream().map(number -> resultOf(number, notReported)).toList());
        });
    }

    /** An added number is reported once; the second line of the same number is a duplicate. */
    private static AddedNumbers.Line resultOf(String number, Map<String, UUID> notReported) {
        UUID id = notReported.remove(number);
        Result result = id != null ? Result.ADDED
                : PhoneNumbers.describe(number).isPresent() ? Result.DUPLICATE : Result.INVALID;
        return new AddedNumbers.Line(number, result, id);
    }

    private static NumberStatus statusOf(String publicName) {
        return publicName == null ? null
                : NumberStatus.parse(publicName).orElseThrow(() -> new ProblemException(CommonError.INVALID_INPUT,
                        "status must be one of "
                                + List.of(NumberStatus.values()).stream().map(NumberStatus::publicName).toList()));
    }
}
