;;; What a user does in Emacs, with eglot: opens a declaration, reads what is found, takes a fix, formats, completes by
;;; pinyin.  Says on standard output, line by line, what came of it.  -*- lexical-binding: t; -*-

(set-language-environment "UTF-8")
(prefer-coding-system 'utf-8)
(package-initialize)
(load (getenv "PMT_CONFIG") nil t)
(setq pmt-server-program (getenv "PMT")
      pmt-initialization-options '(:lang "zh")
      eglot-sync-connect 60
      eglot-autoshutdown t
      make-backup-files nil)

(defun say (&rest words)
  (princ (concat (string-join words "\t") "\n")))

(defun wait-for (what)
  "Wait until WHAT gives something; that."
  (let ((until (+ (float-time) 30)) found)
    (while (and (not (setq found (funcall what))) (< (float-time) until))
      (accept-process-output nil 0.02))
    found))

(defun found ()
  "What flymake shows."
  ;; Emacs sends changes when nobody types; in a batch nobody ever does.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (flymake-diagnostics))

(find-file (getenv "PMT_FILE"))
(say "mode" (symbol-name major-mode))
(unless (eglot-managed-p)
  (apply #'eglot (eglot--guess-contact)))
(wait-for #'found)
(dolist (one (found))
  (say "found"
       (replace-regexp-in-string "\n" " " (flymake-diagnostic-text one))
       (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one))))

;; The first fix that is preferred.
(let* ((before (length (found)))
       (actions (append (eglot-code-actions (point-min) (point-max) "quickfix") nil))
       (fix (seq-find (lambda (action) (eq t (plist-get action :isPreferred))) actions)))
  (say "fixed" (or (plist-get fix :title) "nothing"))
  (eglot--apply-workspace-edit (plist-get fix :edit))
  (wait-for (lambda () (< (length (found)) before)))
  (say "left" (number-to-string (- before (length (found))))))

(eglot-format-buffer)
(save-buffer)

;; Letters that are more than the name that they find, and initials.
(dolist (typed '("shishizhouqi" "xmzjze"))
  (goto-char (point-max))
  (search-backward "}")
  (let ((start (copy-marker (point))))
    (save-excursion (insert "\n"))
    (insert typed)
    (let* ((table (nth 2 (pmt-completion-at-point)))
           (offered (completion-all-completions typed table nil (length typed) (completion-metadata typed table nil))))
      ;; The last tail is no list, but a number.
      (when offered (setcdr (last offered) nil))
      (say "offered" typed (string-join (mapcar #'substring-no-properties offered) " "))
      (completion-at-point)
      (say "completed" typed (buffer-substring-no-properties start (line-end-position))
           (number-to-string (- (point-max) (line-end-position)))))))
(say "colours" (format "%s" (progn (font-lock-ensure) (get-text-property (point-min) 'face))))
(goto-char (point-min))
(search-forward "某局")
(say "hover" (let ((answer (jsonrpc-request (eglot-current-server) :textDocument/hover
                                            (eglot--TextDocumentPositionParams))))
               (if answer "something" "nothing")))
(set-buffer-modified-p nil)
(kill-emacs 0)
