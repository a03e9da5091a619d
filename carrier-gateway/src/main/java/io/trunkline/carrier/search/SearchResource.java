package io.trunkline.carrier.search;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.events.AreaCodes;
import io.trunkline.events.NumberType;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;

/** Searches for numbers that can be bought. A search costs nothing and reserves nothing. */
@Path("/api/numbers/search")
@RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.PLATFORM_ADMIN })
class SearchResource {

    private final SearchService service;
    private final SearchRateLimiter rateLimiter;
    private final SearchConfig config;
    private final Caller caller;

    SearchResource(SearchService service, SearchRateLimiter rateLimiter, SearchConfig config, Caller caller) {
        this.service = service;
        this.rateLimiter = rateLimiter;
        this.config = config;
        this.caller = caller;
    }

    /**
     * @param countryCode ISO 3166-1 alpha-2
     * @param areaCode with or without the country code or trunk prefix; null for any
     * @param contains digits, or letters as on a keypad, anywhere in the number; null for any
     */
    record SearchNumbers(
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 code") String countryCode,
            @NotNull NumberType numberType,
            @Pattern(regexp = "\\d{1,6}", message = "must be digits") String areaCode,
            @Pattern(regexp = "[0-9A-Za-z]{2,14}", message = "must be 2 to 14 digits or letters") String contains) {

        NumberSearch toSearch(int limit) {
            return new NumberSearch(countryCode, numberType, normalizedAreaCode(),
                    contains == null ? null : PhoneNumberUtil.convertAlphaCharactersInNumber(contains),
                    NumberSearch.ANY_CAPABILITIES, null, limit);
        }

        private String normalizedAreaCode() {
            return areaCode == null ? null
                    : AreaCodes.normalize(countryCode, numberType, areaCode).orElseThrow(() -> new ProblemException(
                            CommonError.INVALID_INPUT, countryCode + " has no area code " + areaCode));
        }
    }

    /** @param numbers cheapest first */
    record FoundNumbers(boolean success, List<Offer> numbers) {
    }

    @POST
    public Uni<FoundNumbers> search(@NotNull @Valid SearchNumbers request) {
        String workspaceId = caller.isPlatformAdmin() ? null : caller.workspaceId();
        if (workspaceId != null) {
            rateLimiter.acquire(workspaceId);
        }
        return service.search(request.toSearch(config.limit()), workspaceId).map(offers -> new FoundNumbers(true, offers));
    }
}
