package io.trunkline.kit.validation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import io.trunkline.events.PhoneNumbers;

/** An E.164 number that is possible in its numbering plan; null is valid. */
@Constraint(validatedBy = E164.Validator.class)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface E164 {

    String message() default "must be a phone number in E.164 form, such as +14155550142";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Instantiated by the validation provider. */
    class Validator implements ConstraintValidator<E164, String> {
        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return value == null || PhoneNumbers.isE164(value);
        }
    }
}
