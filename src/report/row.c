/* SPDX-License-Identifier: MIT */
/* The columns of a list of findings. */
#include "report/row.h"

const enum word finding_columns[FINDING_COLUMNS] = {
    W_COL_PATH,           W_COL_LINE,        W_COL_COLUMN,
    W_COL_SEVERITY,       W_COL_RULE,        W_COL_ID,
    W_COL_GROUP,          W_COL_LEAD,        W_COL_MESSAGE,
    W_COL_TEXT,           W_COL_STATED,      W_COL_COMPUTED,
    W_COL_FORMULA,        W_COL_SUSPECT,     W_COL_SUSPECT_LINE,
    W_COL_SUGGEST,        W_COL_SLIP,        W_COL_CAUSE,
    W_COL_STATUS,         W_COL_FINGERPRINT, W_COL_REVIEW,
    W_COL_REVIEW_REASON,  W_COL_REVIEW_WHO,  W_COL_REVIEW_DATE,
    W_COL_REVIEW_EXPIRES,
};

/* The suspect of the best diagnosis; five cells. */
static void
suspect_cells(const struct cells *cells, enum gj_lang lang,
              const struct gj_finding *f)
{
    const struct gj_diagnosis *d = f->ndiagnosis > 0 ? f->diagnosis : NULL;
    const struct gj_change *change = NULL;
    const struct gj_figure *figure = NULL;

    if (d != NULL && d->nchanges > 0 && d->changes[0].figure < f->nterms) {
        change = &d->changes[0];
        figure = f->terms[change->figure].figure;
    }
    cells->text(cells->user, figure != NULL ? figure->text : NULL);
    if (figure != NULL)
        cells->count(cells->user, figure->place.line);
    else
        cells->text(cells->user, NULL);
    cells->text(cells->user, change != NULL ? change->suggest : NULL);
    cells->text(cells->user, d != NULL ? slip_word(lang, d->slip) : NULL);
    cells->text(cells->user, d != NULL ? d->cause : NULL);
}

static const char *
status_word(enum gj_lang lang, const struct report_input *input, size_t i)
{
    if (finding_suppressed(input, i) != NULL)
        return word(lang, W_SUPPRESSED);
    return finding_active(input, i) ? NULL : word(lang, W_BASELINE);
}

void
finding_row(const struct cells *cells, enum gj_lang lang,
            const struct report_input *input, size_t i)
{
    static const struct gj_figure nowhere;
    static const struct report_review nobody;
    struct report_review review;
    size_t n;
    const struct gj_finding *f = &input_findings(input, &n)[i];
    const struct gj_figure *about =
        f->nterms > 0 ? f->terms[0].figure : &nowhere;

    cells->text(cells->user, input->path);
    cells->count(cells->user, about->place.line);
    cells->count(cells->user, about->place.column);
    cells->text(cells->user, word(lang, severity_word(f->severity)));
    cells->text(cells->user, f->rule->code);
    cells->text(cells->user, f->rule->id);
    cells->count(cells->user, f->group);
    cells->text(cells->user, f->lead ? "1" : "0");
    cells->text(cells->user, f->message);
    cells->text(cells->user, about->text);
    cells->text(cells->user, f->stated);
    cells->text(cells->user, f->computed);
    cells->text(cells->user, f->formula);
    suspect_cells(cells, lang, f);
    cells->text(cells->user, status_word(lang, input, i));
    cells->text(cells->user, f->fingerprint);
    review = input->review != NULL ? input->review[i] : nobody;
    cells->text(cells->user, review.state);
    cells->text(cells->user, review.reason != NULL
                                 ? review.reason
                                 : finding_suppressed(input, i));
    cells->text(cells->user, review.who);
    cells->text(cells->user, review.date);
    cells->text(cells->user, review.expires);
}
