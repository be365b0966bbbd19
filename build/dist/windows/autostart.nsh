; What the installer for Windows does besides: the till starts when somebody signs in at the machine, and no more once it
; is removed. Without a config it asks what it is to be; see electron/start-mode.ts.
; Source: electron-builder documentation, NSIS, "Custom NSIS script"; Microsoft, "Run and RunOnce Registry Keys".

!macro customInstall
  WriteRegStr HKLM "Software\Microsoft\Windows\CurrentVersion\Run" "Paycode Till" '"$INSTDIR\paycode-till.exe"'
!macroend

!macro customUnInstall
  DeleteRegValue HKLM "Software\Microsoft\Windows\CurrentVersion\Run" "Paycode Till"
!macroend
