/* expression — sums and products of figures and numbers: a parser by recursive descent, and their values. */
#include "lessons/expression.h"

#include "lessons/arena.h"
#include "lessons/figure_name.h"
#include "lessons/lesson.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 16 /* of parentheses */ };

enum operation { NUMBER, FIGURE, ADD, SUBTRACT, MULTIPLY, DIVIDE, LESS, AT_MOST, EQUAL, AT_LEAST, MORE, OPERATIONS };

/* A longer sign stands before one that it begins with. */
static const struct sign {
    const char *text;
    enum operation operation;
} signs[] = {
    {"+", ADD},      {"−", SUBTRACT}, {"-", SUBTRACT},  {"×", MULTIPLY}, {"*", MULTIPLY}, {"÷", DIVIDE}, {"/", DIVIDE},
    {"<=", AT_MOST}, {"≤", AT_MOST},  {">=", AT_LEAST}, {"≥", AT_LEAST}, {"<", LESS},     {">", MORE},   {"=", EQUAL},
};
enum { SIGNS = sizeof signs / sizeof *signs };

struct expression {
    enum operation operation;
    enum unit unit;
    double number, precision; /* NUMBER: and half of its last digit */
    size_t run;
    struct figure_name figure;
    const struct expression *left, *right;
};

struct comparison {
    enum operation operation;
    const struct expression *left, *right;
};

/* ---- The parser ---- */

struct parser {
    struct arena *arena;
    const char *at;
    struct expression_runs runs;
    int depth;
    struct error *error;
};

static void skip_blanks(struct parser *parser)
{
    parser->at += strspn(parser->at, " \t");
}

/* The sign that comes next, if its operation is one of these; else NULL, and nothing is passed by. */
static const struct sign *take_sign(struct parser *parser, enum operation first, enum operation last)
{
    skip_blanks(parser);
    for (const struct sign *sign = signs; sign < signs + SIGNS; sign++) {
        size_t length = strlen(sign->text);
        if (strncmp(parser->at, sign->text, length) != 0)
            continue;
        if (sign->operation < first || sign->operation > last)
            return NULL;
        parser->at += length;
        return sign;
    }
    return NULL;
}

static struct expression *new_expression(struct parser *parser, enum operation operation)
{
    struct expression *expression = arena_take(parser->arena, sizeof *expression);
    expression->operation = operation;
    return expression;
}

/* Seconds divided by seconds are a factor; what is computed with seconds otherwise is seconds. */
static enum unit unit_of(enum operation operation, enum unit left, enum unit right)
{
    if (operation == DIVIDE && left == UNIT_SECONDS && right == UNIT_SECONDS)
        return UNIT_FACTOR;
    if (left == UNIT_SECONDS || right == UNIT_SECONDS)
        return UNIT_SECONDS;
    return left != UNIT_NONE ? left : right;
}

/* Digits with at most one point, and s or ms behind them. */
static const struct expression *read_number(struct parser *parser)
{
    struct expression *number = new_expression(parser, NUMBER);
    size_t length = strspn(parser->at, "0123456789."), whole = strcspn(parser->at, ".");
    char digits[32];
    if (length >= sizeof digits || strspn(parser->at, "0123456789") + (whole < length) +
                                           (whole < length ? strspn(parser->at + whole + 1, "0123456789") : 0) !=
                                       length) {
        error_set(parser->error, "'%.20s' is not a number", parser->at);
        return NULL;
    }
    memcpy(digits, parser->at, length);
    digits[length] = '\0';
    number->number = strtod(digits, NULL);
    number->precision = 0.5 * pow(10, whole < length ? -(double)(length - whole - 1) : 0);
    parser->at += length;
    skip_blanks(parser);
    bool milli = strncmp(parser->at, "ms", 2) == 0, unit = milli || *parser->at == 's';
    if (unit && !isalnum((unsigned char)parser->at[1 + milli])) {
        number->unit = UNIT_SECONDS;
        number->number /= milli ? 1000 : 1;
        number->precision /= milli ? 1000 : 1;
        parser->at += 1 + milli;
    }
    return number;
}

static bool find_run(struct parser *parser, const char *name, size_t length, size_t *run)
{
    char known[160] = "";
    for (*run = parser->runs.count; (*run)-- > 0;) {
        const char *candidate = parser->runs.runs[*run].name;
        if (strlen(candidate) == length && memcmp(candidate, name, length) == 0)
            return true;
    }
    for (size_t i = 0; i < parser->runs.count; i++)
        format_append(known, sizeof known, " %s", parser->runs.runs[i].name);
    return error_set(parser->error, "no run up to here is called '%.*s'; there are:%s",
                     (int)(length > 24 ? 24 : length), name, known[0] != '\0' ? known : " none");
}

/* RUN.FIGURE: a run's name has hyphens, a figure's has none, so that a − may follow it without a blank. */
static const struct expression *read_figure(struct parser *parser)
{
    struct expression *figure = new_expression(parser, FIGURE);
    const char *name = parser->at;
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (length == 0 || name[length] != '.') {
        error_set(parser->error, "'%.20s' is not a number, nor a figure of a run such as sync.elapsed", name);
        return NULL;
    }
    parser->at += length + 1;
    if (!find_run(parser, name, length, &figure->run) || !figure_name_read(&parser->at, &figure->figure, parser->error))
        return NULL;
    figure->unit = figure->figure.unit;
    return figure;
}

static const struct expression *read_sum(struct parser *parser);

static const struct expression *read_term(struct parser *parser)
{
    skip_blanks(parser);
    if (isdigit((unsigned char)*parser->at))
        return read_number(parser);
    if (*parser->at != '(')
        return read_figure(parser);
    if (++parser->depth > DEPTH_MAX) {
        error_set(parser->error, "more than %d parentheses in each other", DEPTH_MAX);
        return NULL;
    }
    parser->at++;
    const struct expression *inside = read_sum(parser);
    parser->depth--;
    skip_blanks(parser);
    if (inside != NULL && *parser->at++ != ')') {
        error_set(parser->error, "a ( without its )");
        return NULL;
    }
    return inside;
}

/* Terms with signs between them, from the left to the right. */
static const struct expression *read_chain(struct parser *parser, enum operation first, enum operation last,
                                           const struct expression *(*read)(struct parser *parser))
{
    const struct expression *left = read(parser);
    for (const struct sign *sign; left != NULL && (sign = take_sign(parser, first, last)) != NULL;) {
        const struct expression *right = read(parser);
        if (right == NULL)
            return NULL;
        struct expression *both = new_expression(parser, sign->operation);
        both->left = left;
        both->right = right;
        both->unit = unit_of(sign->operation, left->unit, right->unit);
        left = both;
    }
    return left;
}

static const struct expression *read_product(struct parser *parser)
{
    return read_chain(parser, MULTIPLY, DIVIDE, read_term);
}

static const struct expression *read_sum(struct parser *parser)
{
    return read_chain(parser, ADD, SUBTRACT, read_product);
}

static bool at_end(struct parser *parser, const char *allowed)
{
    skip_blanks(parser);
    return *parser->at == '\0' || error_set(parser->error, "'%.20s' is too much; allowed: %s", parser->at, allowed);
}

const struct expression *expression_read(struct arena *arena, const char *text, struct expression_runs runs,
                                         struct error *error)
{
    struct parser parser = {arena, text, runs, 0, error};
    const struct expression *expression = read_sum(&parser);
    return expression != NULL && at_end(&parser, "+ − × ÷ ( )") ? expression : NULL;
}

const struct comparison *comparison_read(struct arena *arena, const char *text, struct expression_runs runs,
                                         struct error *error)
{
    struct parser parser = {arena, text, runs, 0, error};
    struct comparison *comparison = arena_take(arena, sizeof *comparison);
    const struct sign *sign = NULL;
    comparison->left = read_sum(&parser);
    if (comparison->left != NULL && (sign = take_sign(&parser, LESS, MORE)) == NULL)
        error_set(error, "one of < ≤ = ≥ > is missing%s%.20s", *parser.at != '\0' ? " before " : "", parser.at);
    if (sign == NULL || (comparison->right = read_sum(&parser)) == NULL ||
        !at_end(&parser, "+ − × ÷ ( ), one < ≤ = ≥ >"))
        return NULL;
    comparison->operation = sign->operation;
    return comparison;
}

/* ---- Values ---- */

double expression_value(const struct expression *expression, const struct lesson_figures runs[])
{
    if (expression->operation == NUMBER)
        return expression->number;
    if (expression->operation == FIGURE)
        return figure_value(&runs[expression->run], &expression->figure);
    double left = expression_value(expression->left, runs), right = expression_value(expression->right, runs);
    switch (expression->operation) {
    case ADD:
        return left + right;
    case SUBTRACT:
        return left - right;
    case MULTIPLY:
        return left * right;
    default:
        return right != 0 ? left / right : NAN;
    }
}

static struct format format_value(double value, enum unit unit)
{
    struct format none = {"–"}, minus = {"−"};
    if (!isfinite(value) || fabs(value) > 1e9)
        return none;
    struct format format = unit == UNIT_SECONDS  ? format_duration((int64_t)round(fabs(value) * 1e9), 1)
                           : unit == UNIT_FACTOR ? format_factor(fabs(value))
                                                 : format_number(fabs(value));
    if (value >= 0)
        return format;
    format_append(minus.text, sizeof minus.text, "%s", format.text);
    return minus;
}

struct format expression_format(const struct expression *expression, const struct lesson_figures runs[])
{
    return format_value(expression_value(expression, runs), expression->unit);
}

/* How far apart the sides may be and yet count as equal: as far as a number's digits tell. */
static double precision_of(const struct comparison *comparison, double value)
{
    if (comparison->left->operation == NUMBER)
        return comparison->left->precision;
    return comparison->right->operation == NUMBER ? comparison->right->precision : fabs(value) * 1e-9;
}

bool comparison_is_known(const struct comparison *comparison, const struct lesson_figures runs[])
{
    return isfinite(expression_value(comparison->left, runs)) && isfinite(expression_value(comparison->right, runs));
}

bool comparison_holds(const struct comparison *comparison, const struct lesson_figures runs[])
{
    double left = expression_value(comparison->left, runs), right = expression_value(comparison->right, runs);
    switch (comparison->operation) {
    case LESS:
        return left < right;
    case AT_MOST:
        return left <= right;
    case AT_LEAST:
        return left >= right;
    case MORE:
        return left > right;
    default:
        return fabs(left - right) <= precision_of(comparison, right) * (1 + 1e-9);
    }
}

struct format comparison_measured(const struct comparison *comparison, const struct lesson_figures runs[])
{
    bool left = comparison->left->operation != NUMBER;
    return expression_format(left ? comparison->left : comparison->right, runs);
}

struct comparison_text comparison_format(const struct comparison *comparison, const struct lesson_figures runs[])
{
    static const char *const shown[OPERATIONS] = {
        [LESS] = "<", [AT_MOST] = "≤", [EQUAL] = "=", [AT_LEAST] = "≥", [MORE] = ">"};
    enum unit unit = unit_of(ADD, comparison->left->unit, comparison->right->unit);
    struct comparison_text text = {""};
    format_append(text.text, sizeof text.text, "%s %s %s",
                  format_value(expression_value(comparison->left, runs), unit).text, shown[comparison->operation],
                  format_value(expression_value(comparison->right, runs), unit).text);
    return text;
}
